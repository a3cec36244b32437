using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Enterprise.Infrastructure.Tests.Connections.Tls;

/// <summary>A certificate authority that is made on the spot and trusted by nobody who is not told to.</summary>
/// <remarks>All have the same name, so that only the signature tells a certificate of one from that of another.</remarks>
internal sealed class TestAuthority : IDisposable
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(2);

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly X509Certificate2 _certificate;
    private readonly DateTimeOffset _from = TimeProvider.System.GetUtcNow().AddHours(-1);

    public TestAuthority()
    {
        var request = RequestFor("Authority of tests", _key);
        request.CertificateExtensions.Add(
            new X509BasicConstraintsExtension(
                certificateAuthority: true,
                hasPathLengthConstraint: false,
                pathLengthConstraint: 0,
                critical: true
            )
        );
        request.CertificateExtensions.Add(
            new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, critical: true)
        );
        _certificate = request.CreateSelfSigned(_from, _from + Lifetime);
    }

    /// <summary>Its own certificate, for those who shall trust it.</summary>
    public string Certificate => _certificate.ExportCertificatePem();

    /// <summary>A server's certificate and private key, in the form that PostgreSQL reads.</summary>
    /// <param name="hosts">The names and addresses by which the server may be known.</param>
    public (string Certificate, string Key) Issue(params string[] hosts)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var names = new SubjectAlternativeNameBuilder();

        foreach (var host in hosts)
        {
            if (IPAddress.TryParse(host, out var address))
            {
                names.AddIpAddress(address);
            }
            else
            {
                names.AddDnsName(host);
            }
        }

        var request = RequestFor("Server of tests", key);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.Create(
            _certificate,
            _from,
            _from + Lifetime,
            RandomNumberGenerator.GetBytes(8)
        );

        return (certificate.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem());
    }

    public void Dispose()
    {
        _certificate.Dispose();
        _key.Dispose();
    }

    private static CertificateRequest RequestFor(string name, ECDsa key) =>
        new($"CN={name}", key, HashAlgorithmName.SHA256);
}
