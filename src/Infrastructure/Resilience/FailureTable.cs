using System.Globalization;
using System.Net.Sockets;
using Enterprise.Infrastructure.Connections.Pools;
using Enterprise.Infrastructure.Connections.Standbys;
using Enterprise.Infrastructure.Resilience.CircuitBreakers;
using Enterprise.Infrastructure.Resilience.Outcomes;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using static Enterprise.Infrastructure.Resilience.FailureKind;

namespace Enterprise.Infrastructure.Resilience;

/// <summary>The one table from what the database says to what may be done about it.</summary>
/// <remarks>
/// <para>
/// It goes by state, never by message text. A state that is listed whole wins over its class of two characters;
/// what is not listed at all is permanent, unless it refused or ended the whole session: then no statement is to
/// blame, but a password that was changed, a database that is being restored, or a time-out of the session.
/// </para>
/// <para>
/// Errors without a state come from the driver: the connection broke or time ran out. Whether a statement had
/// been sent by then decides between nothing done and outcome unknown, and only the caller knows that: the table
/// says <see cref="OutcomeUnknown"/>, and who has sent no change may repeat it.
/// </para>
/// </remarks>
internal static class FailureTable
{
    private static readonly FailureMeaning Unlisted = new("unlisted", Permanent, BlamesTarget: false);
    private static readonly FailureMeaning LostRace = new("lost_race", RetryFreely, BlamesTarget: false);
    private static readonly FailureMeaning Exhausted = new("pool_exhausted", BackOff, BlamesTarget: false);
    private static readonly FailureMeaning NotAsked = new("circuit_open", BackOff, BlamesTarget: false);
    private static readonly FailureMeaning StalePlan = new("stale_plan", RetryFreely, BlamesTarget: false);
    private static readonly FailureMeaning OutOfTime = new("timeout", BackOff, BlamesTarget: true);
    private static readonly FailureMeaning Broken = new(
        "connection_broken",
        OutcomeUnknown,
        BlamesTarget: true
    );

    /// <summary>What a SQLSTATE of five characters means.</summary>
    public static FailureMeaning MeaningOf(string sqlState) =>
        FailureStates.All.TryGetValue(sqlState, out var meaning)
        || FailureStates.All.TryGetValue(sqlState[..2], out meaning)
            ? meaning
            : Unlisted;

    /// <summary>What an error number of MySQL means.</summary>
    public static FailureMeaning MeaningOf(int mySqlNumber) =>
        FailureStates.All.GetValueOrDefault(mySqlNumber.ToString(CultureInfo.InvariantCulture), Unlisted);

    /// <summary>What an exception means, whatever it is wrapped in.</summary>
    public static FailureMeaning MeaningOf(Exception? exception) =>
        exception switch
        {
            null => Unlisted,
            NothingLeftException { InnerException: var inner } => WithNothingLeft(MeaningOf(inner)),
            OutcomeUnknownException { InnerException: var inner } => MeaningOf(inner) with
            {
                Kind = OutcomeUnknown,
            },
            PrimaryNeededException { InnerException: var inner } => MeaningOf(inner) with
            {
                BlamesTarget = false,
            },
            CircuitOpenException => NotAsked,
            DbUpdateConcurrencyException => LostRace,
            PostgresException server => MeaningOf(server),
            PoolExhaustedException => Exhausted,
            NpgsqlException { InnerException: TimeoutException } or TimeoutException => OutOfTime,
            NpgsqlException or SocketException or IOException => Broken,
            _ => MeaningOf(exception.InnerException),
        };

    /// <summary>What an exception means for whoever thinks of trying again.</summary>
    public static FailureKind KindOf(Exception? exception) => MeaningOf(exception).Kind;

    /// <summary>Whether the server is to blame, and not what was asked of it.</summary>
    public static bool BlamesTarget(Exception? exception) => MeaningOf(exception).BlamesTarget;

    /// <summary>The first exception of a type in a chain of causes; null for none.</summary>
    public static T? Find<T>(this Exception? exception)
        where T : Exception => exception is null or T ? exception as T : exception.InnerException.Find<T>();

    /// <summary>Whether a statement was prepared before a migration, or has been forgotten by the server.</summary>
    /// <remarks>
    /// The first state is that of all that is not supported; the server's routine tells (PostgreSQL,
    /// <c>src/backend/utils/cache/plancache.c</c>). Each connection has prepared statements of its own, and a
    /// client that discards all behind a pooler discards those of others.
    /// </remarks>
    public static bool IsStalePlan(PostgresException server) =>
        server
            is { SqlState: PostgresErrorCodes.FeatureNotSupported, Routine: "RevalidateCachedQuery" }
                or { SqlState: PostgresErrorCodes.InvalidSqlStatementName };

    private static FailureMeaning MeaningOf(PostgresException server) =>
        IsStalePlan(server) ? StalePlan : MeaningWithSeverity(server);

    private static FailureMeaning MeaningWithSeverity(PostgresException server) =>
        MeaningOf(server.SqlState) is var meaning && meaning == Unlisted && EndsSession(server)
            ? new FailureMeaning($"session_ended_{server.SqlState}", OutcomeUnknown, BlamesTarget: true)
            : meaning;

    private static bool EndsSession(PostgresException server) =>
        server.InvariantSeverity is "FATAL" or "PANIC";

    private static FailureMeaning WithNothingLeft(FailureMeaning meaning) =>
        meaning.Kind is OutcomeUnknown ? meaning with { Kind = RetryFreely } : meaning;
}
