using System.Globalization;
using Npgsql;

namespace Enterprise.Infrastructure.Connections.Standbys;

/// <summary>Where a server is.</summary>
internal readonly record struct ServerPlace(string Host, int Port)
{
    private const char Separator = ',';

    /// <summary>Whether the host of a connection string names several servers.</summary>
    public static bool AreSeveral(string? host) => host?.Contains(Separator) is true;

    /// <summary>The servers that a connection string names, as <c>a:1,b:2</c>.</summary>
    public static IReadOnlyList<ServerPlace> Of(string connectionString)
    {
        var builder = new NpgsqlConnectionStringBuilder(connectionString);

        return
        [
            .. builder
                .Host!.Split(Separator, StringSplitOptions.TrimEntries)
                .Select(host =>
                    host.LastIndexOf(':') is > 0 and var colon
                    && IsBeforePort(host, colon)
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

    /// <summary>An address of IPv6 has colons of its own, unless it stands in brackets.</summary>
    private static bool IsBeforePort(string host, int colon) =>
        host[colon - 1] == ']' || !host.AsSpan(0, colon).Contains(':');

    /// <summary>The server that a connection has been opened to.</summary>
    public static ServerPlace Of(NpgsqlConnection connection) => new(connection.Host!, connection.Port);

    public override string ToString() => $"{Host}:{Port}";
}
