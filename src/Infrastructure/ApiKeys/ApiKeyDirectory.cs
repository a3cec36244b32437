using System.Data;
using Enterprise.Application.ApiKeys;
using Enterprise.Application.Failures;
using Enterprise.Infrastructure.Connections;
using Enterprise.Infrastructure.Diagnostics.Statements;
using Enterprise.Infrastructure.Persistence;
using Enterprise.Infrastructure.Resilience;
using Npgsql;
using NpgsqlTypes;

namespace Enterprise.Infrastructure.ApiKeys;

/// <summary>Looks keys up by the database's one function for it, before there is a user to speak for.</summary>
/// <remarks>
/// The primary knows first of a key that has ended; a standby is asked only while there is no primary, so that
/// reads go on during a fail-over.
/// </remarks>
internal sealed class ApiKeyDirectory(AttemptRunner attempts, ModePolicy modes, StatementLog statements)
{
    private const string Sql = "SELECT key_id, user_id, scopes, ends_at FROM find_api_key($1)";

    private readonly Work _work = Work.OfReading("key check", modes, ServerChoice.PrimaryFirst);

    /// <inheritdoc cref="IApiKeyDirectory.FindAsync"/>
    /// <exception cref="DatabaseUnavailableException">The database could not be asked.</exception>
    public Task<ApiKeyRecord?> FindAsync(byte[] hash, CancellationToken cancellationToken) =>
        attempts.ReadAsync(
            _work,
            static (state, lease, _) =>
                new StatementWatch(state.statements, lease.Pool.Name).RunAsync(
                    Sql,
                    (lease.Connection, state.hash),
                    static async asked =>
                    {
                        var found = await FindOnceAsync(asked.Connection, asked.hash, CancellationToken.None);

                        return (found, found is null ? 0 : 1);
                    }
                ),
            (hash, statements),
            cancellationToken
        );

    private static async Task<ApiKeyRecord?> FindOnceAsync(
        NpgsqlConnection connection,
        byte[] hash,
        CancellationToken cancellationToken
    )
    {
        await using var command = new NpgsqlCommand(Sql, connection)
        {
            Parameters =
            {
                new NpgsqlParameter<byte[]> { TypedValue = hash, NpgsqlDbType = NpgsqlDbType.Bytea },
            },
        };
        await using var row = await command.ExecuteReaderAsync(CommandBehavior.SingleRow, cancellationToken);

        if (!await row.ReadAsync(cancellationToken))
        {
            return null;
        }

        return new ApiKeyRecord(
            row.GetGuid(0),
            row.GetGuid(1),
            row.GetFieldValue<string[]>(2),
            await row.IsDBNullAsync(3, cancellationToken) ? null : row.GetFieldValue<DateTimeOffset>(3)
        );
    }
}
