using System.Collections.Frozen;
using System.Net.Sockets;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Enterprise.Infrastructure.Resilience;

/// <summary>The one table from what the database says to what may be done about it.</summary>
/// <remarks>
/// <para>
/// It goes by SQLSTATE (PostgreSQL manual, appendix A), never by message text. A state that is listed whole
/// wins over its class of two characters; what is not listed at all is permanent.
/// </para>
/// <para>
/// Errors without a SQLSTATE come from the driver: the connection broke or time ran out. Whether a statement
/// had been sent by then decides between nothing done and outcome unknown, and only the caller knows that:
/// the table says <see cref="FailureKind.OutcomeUnknown"/>, and who has sent no change may repeat it.
/// </para>
/// </remarks>
internal static class FailureTable
{
    private static readonly FrozenDictionary<string, FailureKind> States = new Dictionary<
        string,
        FailureKind
    >(StringComparer.Ordinal)
    {
        // Rolled back by the server: as if it had never run.
        ["40001"] = FailureKind.RetryFreely, // serialization_failure
        ["40P01"] = FailureKind.RetryFreely, // deadlock_detected
        ["40002"] = FailureKind.RetryFreely, // transaction_integrity_constraint_violation
        ["55P03"] = FailureKind.RetryFreely, // lock_not_available
        ["25006"] = FailureKind.RetryFreely, // read_only_sql_transaction: a write that reached a standby
        ["57P03"] = FailureKind.RetryFreely, // cannot_connect_now: starting up or shutting down
        // Busy or full: waiting helps, hurrying hurts.
        ["53"] = FailureKind.BackOff, // insufficient_resources
        ["57014"] = FailureKind.BackOff, // query_canceled: statement_timeout
        // The session ended under the statement.
        ["08"] = FailureKind.OutcomeUnknown, // connection_exception
        ["40003"] = FailureKind.OutcomeUnknown, // statement_completion_unknown
        ["57P01"] = FailureKind.OutcomeUnknown, // admin_shutdown
        ["57P02"] = FailureKind.OutcomeUnknown, // crash_shutdown
        ["57P05"] = FailureKind.OutcomeUnknown, // idle_session_timeout
        ["58"] = FailureKind.OutcomeUnknown, // system_error
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>What a SQLSTATE of five characters means.</summary>
    public static FailureKind KindOf(string sqlState) =>
        States.TryGetValue(sqlState, out var kind) || States.TryGetValue(sqlState[..2], out kind)
            ? kind
            : FailureKind.Permanent;

    /// <summary>What an exception means, whatever it is wrapped in.</summary>
    public static FailureKind KindOf(Exception? exception) =>
        exception switch
        {
            null => FailureKind.Permanent,
            NothingLeftException { InnerException: var inner } => KindOf(inner) is FailureKind.OutcomeUnknown
                ? FailureKind.RetryFreely
                : KindOf(inner),
            DbUpdateConcurrencyException => FailureKind.RetryFreely,
            PostgresException server => KindOf(server.SqlState),
            NpgsqlException { InnerException: TimeoutException } or TimeoutException => FailureKind.BackOff,
            NpgsqlException or SocketException or IOException => FailureKind.OutcomeUnknown,
            _ => KindOf(exception.InnerException),
        };
}
