using Npgsql;

namespace Enterprise.Infrastructure.RowLevelSecurity;

/// <summary>For code that takes a connection and begins a transaction by itself, as for <c>COPY … TO</c>.</summary>
public static class IdentityOfTransaction
{
    /// <summary>Says as whom the rest of a transaction acts.</summary>
    /// <exception cref="PostgresException">The transaction has failed already.</exception>
    public static async Task ActAsAsync(
        this NpgsqlTransaction transaction,
        Identity identity,
        CancellationToken cancellationToken = default
    )
    {
        await using var batch = new NpgsqlBatch(transaction.Connection!, transaction)
        {
            BatchCommands = { identity.ToBatchCommand() },
        };
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }
}
