using System.Collections.Frozen;
using static Enterprise.Infrastructure.Resilience.FailureKind;

namespace Enterprise.Infrastructure.Resilience;

/// <summary>The rows of the failure table: states of PostgreSQL and numbers of MySQL, by their true meaning.</summary>
/// <remarks>
/// PostgreSQL manual, appendix A; MySQL Server Error Message Reference. Numbers are written as text: no SQLSTATE
/// has four digits.
/// </remarks>
internal static class FailureStates
{
    /// <summary>By a state of five characters, a class of two, or a number of four.</summary>
    public static readonly FrozenDictionary<string, FailureMeaning> All = new Dictionary<
        string,
        FailureMeaning
    >(StringComparer.Ordinal)
    {
        // Rolled back by the server: as if it had never run.
        ["40001"] = new("serialization_failure", RetryFreely, BlamesTarget: false),
        ["40002"] = new("transaction_integrity_constraint_violation", RetryFreely, BlamesTarget: false),
        ["40P01"] = new("deadlock_detected", RetryFreely, BlamesTarget: false),
        ["55P03"] = new("lock_not_available", RetryFreely, BlamesTarget: false),
        ["1205"] = new("lock_wait_timeout", RetryFreely, BlamesTarget: false),
        ["1213"] = new("deadlock_detected", RetryFreely, BlamesTarget: false),
        // The wrong server, or one that is not ready: another connection may lead to the right one.
        ["25006"] = new("read_only_sql_transaction", RetryFreely, BlamesTarget: true),
        ["57P03"] = new("cannot_connect_now", RetryFreely, BlamesTarget: true),
        // Busy or full: waiting helps, hurrying hurts.
        ["53"] = new("insufficient_resources", BackOff, BlamesTarget: true),
        ["57014"] = new("query_canceled", BackOff, BlamesTarget: false),
        ["1040"] = new("too_many_connections", BackOff, BlamesTarget: true),
        // The session ended under the statement.
        ["08"] = new("connection_exception", OutcomeUnknown, BlamesTarget: true),
        ["40003"] = new("statement_completion_unknown", OutcomeUnknown, BlamesTarget: true),
        ["57P01"] = new("admin_shutdown", OutcomeUnknown, BlamesTarget: true),
        ["57P02"] = new("crash_shutdown", OutcomeUnknown, BlamesTarget: true),
        ["57P05"] = new("idle_session_timeout", OutcomeUnknown, BlamesTarget: true),
        ["58"] = new("system_error", OutcomeUnknown, BlamesTarget: true),
        ["2006"] = new("server_has_gone_away", OutcomeUnknown, BlamesTarget: true),
        ["2013"] = new("connection_lost", OutcomeUnknown, BlamesTarget: true),
        // It would fail again; named, because migrations tell them apart.
        ["42P07"] = new("duplicate_table", Permanent, BlamesTarget: false),
        ["42701"] = new("duplicate_column", Permanent, BlamesTarget: false),
        ["42710"] = new("duplicate_object", Permanent, BlamesTarget: false),
        ["42703"] = new("undefined_column", Permanent, BlamesTarget: false),
        ["42P01"] = new("undefined_table", Permanent, BlamesTarget: false),
        ["42804"] = new("datatype_mismatch", Permanent, BlamesTarget: false),
        ["42601"] = new("syntax_error", Permanent, BlamesTarget: false),
        ["23505"] = new("unique_violation", Permanent, BlamesTarget: false),
        ["1050"] = new("duplicate_table", Permanent, BlamesTarget: false),
        ["1060"] = new("duplicate_column", Permanent, BlamesTarget: false),
        ["1054"] = new("undefined_column", Permanent, BlamesTarget: false),
        ["1062"] = new("unique_violation", Permanent, BlamesTarget: false),
        ["1064"] = new("syntax_error", Permanent, BlamesTarget: false),
        ["1146"] = new("undefined_table", Permanent, BlamesTarget: false),
    }.ToFrozenDictionary(StringComparer.Ordinal);
}
