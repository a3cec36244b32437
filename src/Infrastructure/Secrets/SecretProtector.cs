using System.Data.Common;
using System.Security.Cryptography;
using Enterprise.Application.Secrets;
using Enterprise.Infrastructure.Persistence;
using Enterprise.Infrastructure.Resilience;
using Microsoft.AspNetCore.DataProtection;

namespace Enterprise.Infrastructure.Secrets;

/// <summary>Seals and opens by ASP.NET Core Data Protection.</summary>
/// <remarks>
/// Data Protection says of every failure that it is one of cryptography. Whether the ring could not be read or
/// the seal is not right stands in the inner exceptions, and is not the same: the one passes, the other stays.
/// </remarks>
internal sealed class SecretProtector(IDataProtectionProvider provider) : ISecretProtector
{
    public byte[] Seal(ReadOnlySpan<byte> secret, params ReadOnlySpan<string> purpose)
    {
        var plain = secret.ToArray();

        try
        {
            return ProtectorFor(purpose).Protect(plain);
        }
        catch (Exception exception) when (IsOfTheDatabase(exception))
        {
            throw DatabaseFailures.Unavailable(exception, mayHaveBeenMade: false);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plain);
        }
    }

    public byte[]? Open(byte[] sealedSecret, params ReadOnlySpan<string> purpose)
    {
        try
        {
            return ProtectorFor(purpose).Unprotect(sealedSecret);
        }
        catch (Exception exception) when (IsOfTheDatabase(exception))
        {
            throw DatabaseFailures.Unavailable(exception, mayHaveBeenMade: false);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private IDataProtector ProtectorFor(ReadOnlySpan<string> purpose) =>
        provider.CreateProtector(purpose.ToArray());

    /// <summary>Whatever the database said: a ring that cannot be read is no reason to call a secret a forgery.</summary>
    private static bool IsOfTheDatabase(Exception? exception) =>
        exception is not null
        && (
            exception is DbException
            || FailureTable.KindOf(exception) is not FailureKind.Permanent
            || IsOfTheDatabase(exception.InnerException)
        );
}
