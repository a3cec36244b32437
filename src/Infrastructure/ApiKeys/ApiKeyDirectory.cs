using System.Data;
using Enterprise.Application.ApiKeys;
using Enterprise.Infrastructure.Persistence;
using Enterprise.Infrastructure.Resilience;
using Npgsql;
using NpgsqlTypes;

namespace Enterprise.Infrastructure.ApiKeys;

/// <summary>Looks keys up by the database's one function for it, before there is a user to speak for.</summary>
internal sealed class ApiKeyDirectory(NpgsqlDataSource dataSource, RetryPipelines retries)
{
    private const string Sql = "SELECT key_id, user_id, scopes, ends_at FROM find_api_key($1)";

    /// <inheritdoc cref="IApiKeyDirectory.FindAsync"/>
    public Task<ApiKeyRecord?> FindAsync(byte[] hash, CancellationToken cancellationToken) =>
        retries.ReadAsync(
            static (state, token) => FindOnceAsync(state.dataSource, state.hash, token),
            (dataSource, hash),
            cancellationToken
        );

    private static async ValueTask<ApiKeyRecord?> FindOnceAsync(
        NpgsqlDataSource dataSource,
        byte[] hash,
        CancellationToken cancellationToken
    )
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
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
