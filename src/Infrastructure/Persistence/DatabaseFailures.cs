using Enterprise.Application.Callers;
using Enterprise.Application.Failures;
using Enterprise.Application.Persistence;
using Enterprise.Domain.Rules;
using Enterprise.Infrastructure.Resilience;
using Npgsql;

namespace Enterprise.Infrastructure.Persistence;

/// <summary>Says what a failure of the database means in the words of the application.</summary>
internal static class DatabaseFailures
{
    /// <summary>How the foreign keys of rows to their owners end; only administrators make rows of others.</summary>
    private const string OwnerKey = "_users_user_id";

    /// <summary>The application's word for a failed change; null where it has none.</summary>
    /// <param name="exception">Why the last attempt failed.</param>
    /// <param name="mayHaveBeenMade">Whether one of the attempts may have been committed all the same.</param>
    /// <param name="caller">Whose change it was.</param>
    public static Exception? Translate(Exception exception, bool mayHaveBeenMade, Caller caller) =>
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
    public static DatabaseUnavailableException Unavailable(Exception exception, bool outcomeUnknown) =>
        new(
            outcomeUnknown
                ? "The database's answer was lost: the change may or may not have been made. Look before repeating it."
                : "The database cannot be reached at the moment. Nothing was changed.",
            outcomeUnknown,
            exception
        );

    /// <summary>Whether a change that failed like this may have been made all the same.</summary>
    public static bool IsOutcomeUnknown(Exception exception) =>
        exception is not NothingLeftException
        && (
            FailureTable.KindOf(exception) is FailureKind.OutcomeUnknown
            || exception.Find<TimeoutException>() is not null
        );

    private static T? Find<T>(this Exception? exception)
        where T : Exception => exception is null or T ? exception as T : exception.InnerException.Find<T>();
}
