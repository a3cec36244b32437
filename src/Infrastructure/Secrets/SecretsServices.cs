using Enterprise.Application.Secrets;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.KeyManagement.Internal;
using Microsoft.Extensions.DependencyInjection;

namespace Enterprise.Infrastructure.Secrets;

/// <summary>The door of the room: a ring of keys in the database, and what is sealed under it.</summary>
/// <remarks>
/// Data Protection's hosted service reads the ring when the host starts, so that no request waits for it. Where
/// the database does not answer or has no such table yet, it logs that and the host starts all the same; the
/// first seal tries again.
/// </remarks>
internal static class SecretsServices
{
    /// <summary>Part of every purpose: what other applications seal under the same ring does not open here.</summary>
    private const string ApplicationName = "enterprise";

    public static void AddSecrets(this IServiceCollection services)
    {
        services.AddSingleton<KeyRingCipher>();
        services.AddSingleton<KeyRingEncryptor>();
        services.AddSingleton<KeyRingRepository>();
        services.AddSingleton<ISecretProtector, SecretProtector>();
        services.AddDataProtection().SetApplicationName(ApplicationName);
        services
            .AddOptions<KeyManagementOptions>()
            .Configure<KeyRingRepository, KeyRingEncryptor>(
                (ring, repository, encryptor) =>
                    (ring.XmlRepository, ring.XmlEncryptor) = (repository, encryptor)
            );
        services.CompleteKeyRings();
    }

    /// <summary>Puts our rings around those of Data Protection, whose type is its own.</summary>
    private static void CompleteKeyRings(this IServiceCollection services)
    {
        var rings = services.Last(service => service.ServiceType == typeof(IKeyRingProvider));
        services.AddSingleton<IKeyRingProvider>(provider => new CompleteKeyRings(
            (IKeyRingProvider)ActivatorUtilities.CreateInstance(provider, rings.ImplementationType!),
            provider.GetRequiredService<IKeyManager>()
        ));
    }
}
