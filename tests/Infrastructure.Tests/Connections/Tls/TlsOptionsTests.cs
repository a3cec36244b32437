using System.Net.Security;
using System.Security.Authentication;
using Enterprise.Application.Settings;
using Enterprise.Infrastructure.Connections.Tls;

namespace Enterprise.Infrastructure.Tests.Connections.Tls;

/// <summary>Which versions of TLS the setting leaves.</summary>
public sealed class TlsOptionsTests
{
    [Theory]
    [InlineData(null, SslProtocols.Tls12 | SslProtocols.Tls13)]
    [InlineData("1.2", SslProtocols.Tls12 | SslProtocols.Tls13)]
    [InlineData("1.3", SslProtocols.Tls13)]
    public void A_handshake_offers_the_versions_from_the_least_on(string? least, SslProtocols offered)
    {
        var handshake = new SslClientAuthenticationOptions();

        From(least).Apply(handshake);

        handshake.EnabledSslProtocols.ShouldBe(offered);
    }

    [Theory]
    [InlineData("")]
    [InlineData("1.1")]
    [InlineData("13")]
    [InlineData("TLSv1.3")]
    public void Another_version_is_refused_with_its_setting_and_its_value(string value) =>
        Should
            .Throw<InvalidSettingException>(() => From(value))
            .Message.ShouldBe($"The setting Database__MinTlsVersion is '{value}': it must be 1.2 or 1.3.");

    private static TlsOptions From(string? least) =>
        TlsOptions.From(name => name is "Database:MinTlsVersion" ? least : null);
}
