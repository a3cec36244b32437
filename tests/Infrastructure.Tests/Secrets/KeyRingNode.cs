using System.Text;
using Enterprise.Application.Secrets;
using Enterprise.Tests.Support.Postgres;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.KeyManagement.Internal;
using Microsoft.Extensions.DependencyInjection;

namespace Enterprise.Infrastructure.Tests.Secrets;

/// <summary>A node of the service, with a key ring in memory of its own, on a database that others share.</summary>
internal sealed class KeyRingNode(TestDatabase database, Action<IServiceCollection>? configure = null)
    : IAsyncDisposable
{
    private readonly ServiceProvider _services = database.CreateServices(configure: configure);

    /// <summary>What operators rotate by.</summary>
    public IKeyManager Keys => _services.GetRequiredService<IKeyManager>();

    /// <summary>The ring as it is in memory now.</summary>
    public IKeyRing Ring => _services.GetRequiredService<IKeyRingProvider>().GetCurrentKeyRing();

    private ISecretProtector Protector => _services.GetRequiredService<ISecretProtector>();

    public byte[] Seal(string secret, params string[] purpose) =>
        Protector.Seal(Encoding.UTF8.GetBytes(secret), purpose);

    public string? Open(byte[] sealedSecret, params string[] purpose) =>
        Protector.Open(sealedSecret, purpose) is { } secret ? Encoding.UTF8.GetString(secret) : null;

    /// <summary>Makes the key that everything is sealed under from now on.</summary>
    public Guid Rotate()
    {
        var now = TimeProvider.System.GetUtcNow();

        return Keys.CreateNewKey(now, now.AddDays(90)).KeyId;
    }

    /// <summary>Finishes with the node.</summary>
    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
