using Enterprise.Infrastructure.Resilience.CircuitBreakers;
using Npgsql;

namespace Enterprise.Infrastructure.Tests.Resilience;

/// <summary>Failures as the driver reports them.</summary>
internal static class Failures
{
    /// <summary>The server said so.</summary>
    public static PostgresException Server(string sqlState) => new("text", "ERROR", "ERROR", sqlState);

    /// <summary>The connection broke.</summary>
    public static NpgsqlException Broken() => new("broke", new IOException());

    /// <summary>The command ran out of time on the client.</summary>
    public static NpgsqlException Slow() => new("slow", new TimeoutException());

    /// <summary>The server was not even asked.</summary>
    public static CircuitOpenException Open(TimeSpan retryAfter = default) =>
        new("primary", retryAfter, new IOException());
}
