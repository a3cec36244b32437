using System.Security.Authentication;
using System.Security.Cryptography;
using Npgsql;

namespace Enterprise.Infrastructure.Setup;

/// <summary>Says in one sentence why the database could not be set up, and what to do; it holds no secret.</summary>
public sealed class SetupException(string message, Exception? innerException = null)
    : Exception(message, innerException)
{
    internal static SetupException CannotConnect(
        NpgsqlConnectionStringBuilder target,
        string setting,
        Exception cause
    )
    {
        var where = $"{target.Host}:{target.Port}, database '{target.Database ?? target.Username}'";
        var why = cause switch
        {
            PostgresException { SqlState: PostgresErrorCodes.InvalidPassword } =>
                $"the password of the role '{target.Username}' is wrong, or there is no such role yet",
            PostgresException { SqlState: PostgresErrorCodes.InvalidAuthorizationSpecification } =>
                $"the role '{target.Username}' may not log in there",
            PostgresException { SqlState: PostgresErrorCodes.InvalidCatalogName } =>
                "there is no such database; make it by db setup, or name another one",
            PostgresException server => $"the server says '{server.MessageText}'",
            IOException
            or NpgsqlException { InnerException: IOException and not EndOfStreamException }
                when target.RootCertificate is { Length: > 0 } file && !File.Exists(file) =>
                $"the file of its Root Certificate, {file}, cannot be read",
            CryptographicException or NpgsqlException { InnerException: CryptographicException } =>
                "the file of its Root Certificate holds no certificate",
            NpgsqlException { InnerException: AuthenticationException } =>
                "TLS was not agreed on: its certificate is not trusted for this host, or it offers no version that "
                    + "Database__MinTlsVersion allows",
            _ => "no PostgreSQL server answers there",
        };

        return new SetupException(
            $"Cannot connect to PostgreSQL at {where}: {why}. Correct the setting ConnectionStrings__{setting}.",
            cause
        );
    }
}
