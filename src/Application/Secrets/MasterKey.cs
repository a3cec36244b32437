using System.Security.Cryptography;
using System.Text;
using Enterprise.Application.Settings;

namespace Enterprise.Application.Secrets;

/// <summary>The one secret of a deployment, from which every other key of the service is derived.</summary>
/// <remarks>
/// All nodes share it. Keys for different purposes are independent of each other (HKDF, RFC 5869): a leaked
/// cursor key says nothing about the hashes of API keys.
/// </remarks>
public sealed class MasterKey
{
    /// <summary>The setting that holds it, as base64.</summary>
    public const string Setting = "Secrets:MasterKey";

    /// <summary>The fewest bytes that are taken.</summary>
    public const int MinBytes = 32;

    private const int DerivedBytes = 32;

    private readonly byte[] _key;

    /// <summary>Takes the key as base64 text.</summary>
    /// <exception cref="InvalidSettingException">The text is missing, no base64, or too short.</exception>
    public MasterKey(string? base64)
    {
        var buffer = new byte[base64?.Length ?? 0];

        if (!Convert.TryFromBase64String(base64 ?? "", buffer, out var length) || length < MinBytes)
        {
            throw new InvalidSettingException(
                $"The setting {SettingReader.InEnvironment(Setting)} must hold at least {MinBytes} random bytes as base64; "
                    + "`openssl rand -base64 32` makes them."
            );
        }

        _key = buffer[..length];
    }

    /// <summary>The key of 32 bytes for one purpose; the same for the same purpose, always.</summary>
    public byte[] Derive(string purpose) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, _key, DerivedBytes, info: Encoding.UTF8.GetBytes(purpose));
}
