using Enterprise.Application.Callers;
using Enterprise.Application.Failures;
using Enterprise.Application.Persistence;
using Enterprise.Domain.Rules;
using Enterprise.Infrastructure.Logging;
using Enterprise.Infrastructure.Resilience;
using Enterprise.Infrastructure.Resilience.CircuitBreakers;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Enterprise.Infrastructure.Persistence;

/// <summary>Says what a failure of the database means in the words of the application.</summary>
internal static class DatabaseFailures
{
    /// <summary>How the foreign keys of rows to their owners end; only administrators make rows of others.</summary>
    private const string OwnerKey = "_users_user_id";

    private const string NothingChanged =
        "The database cannot be reached at the moment. Nothing was changed.";

    private const string Unknown =
        "The database's answer was lost: the change may or may not have been made. Look before repeating it.";

    private static readonly TimeSpan SoonestRetry = TimeSpan.FromSeconds(1);

    /// <summary>The application's word for a failed change; null where it has none.</summary>
    /// <param name="exception">Why the last attempt failed.</param>
    /// <param name="mayHaveBeenMade">Whether one of the attempts may have been committed all the same.</param>
    /// <param name="caller">Whose change it was.</param>
    public static Exception? OfWriting(Exception exception, bool mayHaveBeenMade, Caller caller) =>
        exception.Find<PostgresException>() switch
        {
            { SqlState: PostgresErrorCodes.UniqueViolation } server => new UniqueViolationException(
                server.ConstraintName ?? "",
                exception
            ),
            { SqlState: PostgresErrorCodes.ForeignKeyViolation, ConstraintName: { } constraint }
                when constraint.EndsWith(OwnerKey, StringComparison.Ordinal) && !caller.IsAdmin =>
                new CallerGoneException(),
            { SqlState: PostgresErrorCodes.ForeignKeyViolation } => new RuleBrokenException(
                "Something that this refers to has been deleted meanwhile."
            ),
            _ when FailureTable.KindOf(exception) is not FailureKind.Permanent => Unavailable(
                exception,
                mayHaveBeenMade
            ),
            _ => null,
        };

    /// <summary>The application's word for a database that does not answer.</summary>
    public static DatabaseUnavailableException Unavailable(
        Exception exception,
        bool mayHaveBeenMade = false
    ) =>
        new(mayHaveBeenMade ? Unknown : NothingChanged, mayHaveBeenMade, RetryAfter(exception), exception)
        {
            Reason = FailureTable.MeaningOf(exception).Name,
            IsForeseen = exception.Find<CircuitOpenException>() is not null,
        };

    /// <summary>Whether the database did not do what it was asked, so that housekeeping tries again later.</summary>
    public static bool IsOutage(Exception exception) =>
        exception is NpgsqlException or DatabaseUnavailableException or TimeoutException;

    /// <summary>The failure, of which the log hears where nobody knows the outcome.</summary>
    public static Exception Told(this ILogger logger, Exception failure)
    {
        if (failure is DatabaseUnavailableException { OutcomeUnknown: true })
        {
            logger.OutcomeUnknown(failure);
        }

        return failure;
    }

    /// <summary>Whole seconds, for that is what the answer to the client can say.</summary>
    private static TimeSpan RetryAfter(Exception exception) =>
        exception.Find<CircuitOpenException>() is { } open && open.RetryAfter > SoonestRetry
            ? TimeSpan.FromSeconds(Math.Ceiling(open.RetryAfter.TotalSeconds))
            : SoonestRetry;
}
