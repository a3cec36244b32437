using System.Globalization;
using Npgsql;

namespace Enterprise.Infrastructure.Connections.Standbys;

/// <summary>Where a server is.</summary>
internal readonly record struct ServerPlace(string Host, int Port)
{
    /// <summary>The servers that a connection string names, as <c>a:1,b:2</c>.</summary>
    public static IReadOnlyList<ServerPlace> Of(string connectionString)
    {
        var builder = new NpgsqlConnectionStringBuilder(connectionString);

        return
        [
            .. builder
                .Host!.Split(',', StringSplitOptions.TrimEntries)
                .Select(host =>
                    host.LastIndexOf(':') is > 0 and var colon
                    && int.TryParse(
                        host.AsSpan(colon + 1),
                        NumberStyles.None,
                        CultureInfo.InvariantCulture,
                        out var port
                    )
                        ? new ServerPlace(host[..colon], port)
                        : new ServerPlace(host, builder.Port)
                ),
        ];
    }

    /// <summary>The server that a connection has been opened to.</summary>
    public static ServerPlace Of(NpgsqlConnection connection) => new(connection.Host!, connection.Port);

    public override string ToString() => $"{Host}:{Port}";
}
