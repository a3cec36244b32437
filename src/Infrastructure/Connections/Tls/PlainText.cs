using System.Net;
using Enterprise.Application.Settings;
using Enterprise.Infrastructure.Connections.Standbys;
using Npgsql;

namespace Enterprise.Infrastructure.Connections.Tls;

/// <summary>Keeps passwords and data from leaving this machine in plain text.</summary>
/// <remarks>
/// The driver's default, <c>SSL Mode=Prefer</c>, goes on in plain text when it is told that the server has no TLS,
/// and anybody between the two can tell it so (PostgreSQL manual, section "SSL Support", table "SSL Mode
/// Descriptions"). So only modes that insist are taken; what stays within the machine needs none.
/// </remarks>
internal static class PlainText
{
    private const string AllowSetting = "Database:AllowPlainText";
    private const string Localhost = "localhost";

    /// <summary>Whether the settings allow it: in a network that is private, or encrypted by other means.</summary>
    /// <exception cref="InvalidSettingException">The setting is neither true nor false.</exception>
    public static bool IsAllowed(Func<string, string?> setting) =>
        setting.Switch(AllowSetting, otherwise: false);

    /// <summary>Whether one of the servers of a connection string could be spoken to in plain text from afar.</summary>
    public static bool IsPossible(string connectionString) =>
        !InsistsOnTls(new NpgsqlConnectionStringBuilder(connectionString).SslMode)
        && ServerPlace.Of(connectionString).Any(place => !IsThisMachine(place.Host));

    /// <summary>Says what to do, and nothing of the string.</summary>
    public static InvalidSettingException Refusal(string name) =>
        new(
            $"The setting {SettingReader.InEnvironment(name)} leads to another host and would do without TLS: "
                + "write SSL Mode=VerifyFull into it, or allow plain text by "
                + $"{SettingReader.InEnvironment(AllowSetting)}=true."
        );

    private static bool InsistsOnTls(SslMode mode) =>
        mode is SslMode.Require or SslMode.VerifyCA or SslMode.VerifyFull;

    /// <summary>Sockets of Unix have a path, or a name that begins with <c>@</c>.</summary>
    private static bool IsThisMachine(string host) =>
        host.StartsWith('/')
        || host.StartsWith('@')
        || host.Equals(Localhost, StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
}
