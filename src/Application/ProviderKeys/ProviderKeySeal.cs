using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Enterprise.Application.Secrets;

namespace Enterprise.Application.ProviderKeys;

/// <summary>Seals values so that they open only in the row that they were sealed for.</summary>
/// <remarks>
/// User, service and name are part of the purpose: a sealed value that is copied into another row, of another
/// user say, does not open there.
/// </remarks>
internal static class ProviderKeySeal
{
    private const string Room = "provider-keys";

    /// <summary>Seals a value for its row.</summary>
    public static byte[] SealKey(
        this ISecretProtector protector,
        string value,
        Guid userId,
        string service,
        string name
    )
    {
        var bytes = Encoding.UTF8.GetBytes(value);

        try
        {
            return protector.Seal(bytes, Room, Text(userId), service, name);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }

    /// <summary>Opens the value of a row; null where it was not sealed for this row.</summary>
    public static string? OpenKey(
        this ISecretProtector protector,
        byte[] sealedValue,
        Guid userId,
        string service,
        string name
    )
    {
        var bytes = protector.Open(sealedValue, Room, Text(userId), service, name);

        try
        {
            return bytes is null ? null : Encoding.UTF8.GetString(bytes);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }

    private static string Text(Guid id) => id.ToString("D", CultureInfo.InvariantCulture);
}
