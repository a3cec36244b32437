using Enterprise.Infrastructure.Resilience;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Enterprise.Infrastructure.Migrations;

/// <summary>A state of a database that a migration may well meet, told by its SQLSTATE and never by its words.</summary>
/// <param name="Name">The condition's name (PostgreSQL manual, appendix A).</param>
/// <param name="Level">How loud it is logged: what is there already is less of a worry than what is missing.</param>
/// <param name="Advice">What to do.</param>
internal sealed record ExpectedState(string Name, LogLevel Level, string Advice)
{
    private const string IsThere =
        "It is there already: if it is as the migration would make it, go on with --skip NAME --reason WHY; "
        + "otherwise drop it.";

    private const string IsMissing =
        "Something that it builds on is missing: see with db verify what was changed by hand.";

    private const string IsOtherwise =
        "Something has another type than it builds on: see with db verify what was changed by hand.";

    /// <summary>The state that an exception tells of; null for any other failure.</summary>
    public static ExpectedState? Of(Exception exception) =>
        exception is PostgresException { SqlState: var state } ? Of(state) : null;

    /// <summary>How loud a failure is logged.</summary>
    public static LogLevel LevelOf(Exception exception) => Of(exception)?.Level ?? LogLevel.Critical;

    private static ExpectedState? Of(string sqlState) =>
        sqlState switch
        {
            PostgresErrorCodes.DuplicateColumn
            or PostgresErrorCodes.DuplicateTable
            or PostgresErrorCodes.DuplicateObject => New(sqlState, LogLevel.Debug, IsThere),
            PostgresErrorCodes.UndefinedColumn or PostgresErrorCodes.UndefinedTable => New(
                sqlState,
                LogLevel.Warning,
                IsMissing
            ),
            PostgresErrorCodes.DatatypeMismatch => New(sqlState, LogLevel.Warning, IsOtherwise),
            _ => null,
        };

    private static ExpectedState New(string sqlState, LogLevel level, string advice) =>
        new(FailureTable.MeaningOf(sqlState).Name, level, advice);
}
