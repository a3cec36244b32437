using Enterprise.Application.Settings;
using Npgsql;

namespace Enterprise.Infrastructure.Connections;

/// <summary>How many connections are held and how long they may take; the settings <c>Database:…</c>.</summary>
/// <remarks>
/// Waiting is bounded twice: for a connection (<see cref="ConnectTimeout"/>) and for an answer
/// (<see cref="CommandTimeout"/>).
/// </remarks>
public sealed record PoolOptions
{
    private const int DefaultMaxConnections = 50;
    private const int DefaultMinConnections = 4;
    private const int DefaultConnectTimeout = 2;
    private const int DefaultCommandTimeout = 4;

    /// <summary>The most connections: 1 to 1000, 50 unless it is said otherwise.</summary>
    public int MaxConnections { get; init; } = DefaultMaxConnections;

    /// <summary>The connections that stay open: 0 to <see cref="MaxConnections"/>, 4 unless it is said otherwise.</summary>
    public int MinConnections { get; init; } = DefaultMinConnections;

    /// <summary>
    /// Seconds for opening a connection, and for waiting for a free one: 2 to 60, 2 unless it is said otherwise.
    /// </summary>
    /// <remarks>With several hosts one second would become none at all, and none is for ever.</remarks>
    public int ConnectTimeout { get; init; } = DefaultConnectTimeout;

    /// <summary>Seconds for one command: 1 to 600, 4 unless it is said otherwise.</summary>
    public int CommandTimeout { get; init; } = DefaultCommandTimeout;

    /// <summary>Reads the settings.</summary>
    /// <exception cref="InvalidSettingException">One is no number or out of range; the message names it.</exception>
    public static PoolOptions From(Func<string, string?> setting)
    {
        var max = setting.WholeNumber("Database:MaxConnections", DefaultMaxConnections, 1, 1000);

        return new PoolOptions
        {
            MaxConnections = max,
            MinConnections = setting.WholeNumber(
                "Database:MinConnections",
                Math.Min(DefaultMinConnections, max),
                0,
                max
            ),
            ConnectTimeout = setting.WholeNumber("Database:ConnectTimeout", DefaultConnectTimeout, 2, 60),
            CommandTimeout = setting.WholeNumber("Database:CommandTimeout", DefaultCommandTimeout, 1, 600),
        };
    }

    /// <summary>A connection string with these bounds and what the product relies on.</summary>
    internal NpgsqlConnectionStringBuilder Apply(string connectionString, string applicationName)
    {
        var builder = new NpgsqlConnectionStringBuilder(connectionString)
        {
            MaxPoolSize = MaxConnections,
            MinPoolSize = MinConnections,
            Timeout = ConnectTimeout,
            CommandTimeout = CommandTimeout,
            // A cancelled commit may be answered as if it had been made: never cancel by a second connection.
            CancellationTimeout = -1,
            MaxAutoPrepare = 64,
            AutoPrepareMinUsages = 2,
            // No session state is ever set, so there is none to reset: it saves a command per lease.
            NoResetOnClose = true,
            // Unused here, and its negotiation doubles the time to connect.
            GssEncryptionMode = GssEncryptionMode.Disable,
            // Row values in error details would end up in logs.
            IncludeErrorDetail = false,
        };
        builder.ApplicationName ??= applicationName;

        return builder;
    }
}
