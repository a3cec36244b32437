using Npgsql;

namespace Enterprise.Infrastructure.Resilience.Outcomes;

/// <summary>The one way in which a transaction is committed.</summary>
/// <remarks>
/// <para>
/// No token reaches a commit: PostgreSQL answers a commit whose wait for a synchronous standby was cancelled, by
/// whomever, with success and a warning, and the driver passes over the warning. Here it counts: what was
/// committed on one server only may be lost with it.
/// </para>
/// <para>PostgreSQL manual, section 26.2.8; the warning is sent by <c>SyncRepWaitForLSN</c>.</para>
/// </remarks>
internal static class Commit
{
    private const string Warning = "WARNING";
    private const string Record = "SELECT pg_logical_emit_message(true, 'enterprise', '')";

    /// <summary>Commits, and returns only if that is certain.</summary>
    /// <param name="connection">The connection, whose warnings are heard meanwhile.</param>
    /// <param name="commit">Sends the commit, without a token.</param>
    /// <exception cref="OutcomeUnknownException">It may have been made, or on this server only.</exception>
    public static async Task ExecuteAsync(NpgsqlConnection connection, Func<Task> commit)
    {
        var warned = false;
        connection.Notice += Hear;

        try
        {
            await commit();
        }
        catch (Exception exception) when (MayHaveBeenMade(exception))
        {
            throw new OutcomeUnknownException(exception);
        }
        finally
        {
            connection.Notice -= Hear;
        }

        if (warned)
        {
            throw new OutcomeUnknownException(cause: null);
        }

        void Hear(object sender, NpgsqlNoticeEventArgs notice) =>
            warned |= notice.Notice.InvariantSeverity.Equals(Warning, StringComparison.Ordinal);
    }

    /// <summary>Commits, and returns only if all that was committed before is certain, too.</summary>
    /// <remarks>Only a commit that has something to say waits for the standby; so it writes a record of its own.</remarks>
    /// <inheritdoc cref="ExecuteAsync"/>
    public static async Task ExecuteAfterAllAsync(NpgsqlConnection connection, Func<Task> commit)
    {
        await using var record = new NpgsqlCommand(Record, connection);
        await record.ExecuteNonQueryAsync(CancellationToken.None);
        await ExecuteAsync(connection, commit);
    }

    /// <summary>Whether a commit that failed like this may have been made: all but what the server says it refused.</summary>
    private static bool MayHaveBeenMade(Exception exception) =>
        FailureTable.KindOf(exception) switch
        {
            FailureKind.OutcomeUnknown => true,
            FailureKind.Permanent => false,
            _ => exception is not PostgresException,
        };
}
