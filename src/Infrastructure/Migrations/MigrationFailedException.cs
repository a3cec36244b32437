using Enterprise.Infrastructure.Resilience;
using Npgsql;

namespace Enterprise.Infrastructure.Migrations;

/// <summary>Says in a sentence which migration failed, of what, and what to do next.</summary>
/// <remarks>It repeats what the server said, which may name tables and columns and holds no row.</remarks>
public sealed class MigrationFailedException : Exception
{
    private MigrationFailedException(string message, Exception? cause)
        : base(message, cause) { }

    internal static MigrationFailedException Of(string id, Exception cause, bool isOutside) =>
        new(
            $"The migration {id} failed: {WhatHappened(cause)}. {Left(id, cause, isOutside)} {Advice(cause)}",
            cause
        );

    internal static MigrationFailedException CannotRebuild(string index, PostgresException cause) =>
        new(
            $"The index {index} is invalid and cannot be rebuilt: {cause.MessageText}. Correct the rows it "
                + $"complains of, or drop it and see what db verify says.",
            cause
        );

    /// <summary>What the history keeps of a failure: the state and the words of the server, no values.</summary>
    internal static string WhatHappened(Exception cause) =>
        cause switch
        {
            PostgresException server => $"{server.MessageText} (SQLSTATE {server.SqlState})",
            OperationCanceledException => "it was cancelled",
            _ when FailureTable.KindOf(cause) is FailureKind.OutcomeUnknown => "the connection broke off",
            _ => cause.Message,
        };

    private static string Left(string id, Exception cause, bool isOutside) =>
        FailureTable.KindOf(cause) is FailureKind.OutcomeUnknown
            ? $"Whether it was committed, db status tells ({id})."
        : isOutside
            ? "It is not in a transaction: what it had done stands, and the next run goes on from there."
        : "Nothing of it was left behind.";

    private static string Advice(Exception cause) =>
        ExpectedState.Of(cause)?.Advice
        ?? (
            cause is PostgresException { SqlState: PostgresErrorCodes.LockNotAvailable }
                ? "Somebody holds a lock on the table: see who with db doctor, or give it longer with --lock-timeout."
                : "Correct the cause and run the command again."
        );
}
