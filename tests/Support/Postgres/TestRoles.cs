using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace Enterprise.Tests.Support.Postgres;

/// <summary>The two roles of the product under names of the tests' own.</summary>
/// <remarks>
/// Several processes test at once, and each must know the passwords: they are derived from the superuser's, so
/// that they are neither written down nor guessable.
/// </remarks>
public static class TestRoles
{
    /// <summary>Owns the tables and migrates.</summary>
    public const string Owner = "enterprise_test_owner";

    /// <summary>Owns nothing; what the service runs with.</summary>
    public const string Application = "enterprise_test_app";

    /// <summary>A connection string of one of the roles to a database on the superuser's server.</summary>
    public static NpgsqlConnectionStringBuilder ConnectionTo(
        string database,
        string role,
        string adminConnectionString
    )
    {
        var admin = new NpgsqlConnectionStringBuilder(adminConnectionString);
        var secret = HMACSHA256.HashData(
            Encoding.UTF8.GetBytes(admin.Password ?? ""),
            Encoding.UTF8.GetBytes(role)
        );

        return new NpgsqlConnectionStringBuilder
        {
            Host = admin.Host,
            Port = admin.Port,
            Database = database,
            Username = role,
            Password = Convert.ToHexString(secret),
            GssEncryptionMode = GssEncryptionMode.Disable,
            SslMode = admin.SslMode,
            RootCertificate = admin.RootCertificate,
        };
    }
}
