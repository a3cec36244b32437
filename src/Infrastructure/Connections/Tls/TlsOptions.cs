using System.Net.Security;
using System.Security.Authentication;
using Enterprise.Application.Settings;

namespace Enterprise.Infrastructure.Connections.Tls;

/// <summary>Which versions of TLS a connection may have; the setting <c>Database:MinTlsVersion</c>.</summary>
/// <remarks>
/// Every connection is held to it: pools, listener, set-up, migrations, seeding. Left to itself, the driver leaves
/// the versions to the operating system. Whether a connection has TLS at all is for its string to say, and for
/// <see cref="PlainText"/> to check.
/// </remarks>
public sealed record TlsOptions
{
    private const string MinVersionSetting = "Database:MinTlsVersion";

    /// <summary>The versions that may be agreed on: 1.2 and 1.3 unless it is said otherwise.</summary>
    public SslProtocols Versions { get; init; } = SslProtocols.Tls12 | SslProtocols.Tls13;

    /// <summary>Reads the setting.</summary>
    /// <exception cref="InvalidSettingException">It is neither 1.2 nor 1.3; the message names it.</exception>
    public static TlsOptions From(Func<string, string?> setting) =>
        setting(MinVersionSetting) switch
        {
            null or "1.2" => new TlsOptions(),
            "1.3" => new TlsOptions { Versions = SslProtocols.Tls13 },
            var text => throw new InvalidSettingException(
                $"The setting {SettingReader.InEnvironment(MinVersionSetting)} is '{text}': it must be 1.2 or 1.3."
            ),
        };

    /// <summary>For the driver to ask before each handshake; what it checks of the certificate stays as it is.</summary>
    internal void Apply(SslClientAuthenticationOptions handshake) => handshake.EnabledSslProtocols = Versions;
}
