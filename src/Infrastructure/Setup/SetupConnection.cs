using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using System.Net.Sockets;
using System.Security.Cryptography;
using Enterprise.Infrastructure.Connections.Tls;
using Npgsql;

namespace Enterprise.Infrastructure.Setup;

/// <summary>Connections for the set-up, whose failures are sentences.</summary>
internal static class SetupConnection
{
    public static async Task<NpgsqlConnection> OpenAsync(
        string connectionString,
        string setting,
        TlsOptions tls,
        CancellationToken cancellationToken
    )
    {
        var builder = new NpgsqlConnectionStringBuilder(connectionString)
        {
            Pooling = false,
            GssEncryptionMode = GssEncryptionMode.Disable,
        };
        var connection = new NpgsqlConnection(builder.ConnectionString)
        {
            SslClientAuthenticationOptionsCallback = tls.Apply,
        };

        try
        {
            await connection.OpenForSetupAsync(setting, cancellationToken);

            return connection;
        }
        catch (SetupException)
        {
            await connection.DisposeAsync();

            throw;
        }
    }

    /// <summary>Opens a connection.</summary>
    /// <exception cref="SetupException">The database cannot be reached; the message says why, and names the setting.</exception>
    public static async Task OpenForSetupAsync(
        this DbConnection connection,
        string setting,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await connection.OpenAsync(cancellationToken);
        }
        catch (Exception exception)
            when (exception
                    is NpgsqlException
                        or TimeoutException
                        or SocketException
                        or IOException
                        or CryptographicException
            )
        {
            throw SetupException.CannotConnect(new(connection.ConnectionString), setting, exception);
        }
    }

    public static async Task<bool> ExistsAsync(
        this NpgsqlConnection connection,
        string catalog,
        string column,
        string name,
        CancellationToken cancellationToken
    )
    {
        await using var command = Command(connection, $"SELECT 1 FROM {catalog} WHERE {column} = $1");
        command.Parameters.Add(new NpgsqlParameter { Value = name });

        return await command.ExecuteScalarAsync(cancellationToken) is not null;
    }

    /// <summary>Whether the connection's role is a superuser; administrators of hosted servers are not.</summary>
    public static async Task<bool> IsSuperuserAsync(
        this NpgsqlConnection connection,
        CancellationToken cancellationToken
    )
    {
        await using var command = Command(
            connection,
            "SELECT rolsuper FROM pg_roles WHERE rolname = current_user"
        );

        return await command.ExecuteScalarAsync(cancellationToken) is true;
    }

    public static async Task ExecuteAsync(
        this NpgsqlConnection connection,
        string sql,
        CancellationToken cancellationToken
    )
    {
        await using var command = Command(connection, sql);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    [SuppressMessage(
        "Security",
        "CA2100:Review SQL queries for security vulnerabilities",
        Justification = "DDL takes no parameters; every name and literal in it is quoted by its maker."
    )]
    private static NpgsqlCommand Command(NpgsqlConnection connection, string sql) => new(sql, connection);
}
