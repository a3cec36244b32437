using Enterprise.Application.Failures;

namespace Enterprise.Application.Secrets;

/// <summary>Seals what must be given back later, such as a user's own key for an outside service.</summary>
/// <remarks>The keys come from a ring that is renewed by itself: what an older key has sealed still opens.</remarks>
public interface ISecretProtector
{
    /// <summary>Seals a secret for one purpose.</summary>
    /// <param name="secret">What nobody else may read.</param>
    /// <param name="purpose">What it is for, from the general to the particular: only the same words open it.</param>
    /// <exception cref="DatabaseUnavailableException">The ring of keys could not be read.</exception>
    byte[] Seal(ReadOnlySpan<byte> secret, params ReadOnlySpan<string> purpose);

    /// <summary>Opens what was sealed; null where it was not sealed here for this purpose.</summary>
    /// <inheritdoc cref="Seal"/>
    byte[]? Open(byte[] sealedSecret, params ReadOnlySpan<string> purpose);
}
