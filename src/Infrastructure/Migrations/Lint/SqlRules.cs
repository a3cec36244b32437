using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace Enterprise.Infrastructure.Migrations.Lint;

/// <summary>The rules for SQL that migrations bring along.</summary>
/// <remarks>What stands between dollar signs is the body of a function: it is not run now.</remarks>
internal static partial class SqlRules
{
    private const string InBatches =
        "Change a few thousand rows a transaction, by a program or a procedure of its own, outside of the migration.";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<LintRule> All { get; } =
    [
        Rule("create-index", NotConcurrently(), OperationRules.BuildConcurrently),
        Rule("set-not-null", SetNotNull(), OperationRules.FillThenRequire),
        Rule(
            "change-type",
            ChangeType(),
            "Add a column of the new type, write both, and fill it in batches."
        ),
        Rule("add-constraint", AddConstraint(), OperationRules.ValidateLater),
        Rule("drop", Drop(), "First release code that does without it, and drop it in the release after."),
        Rule("change-rows", ChangeRows(), InBatches),
        Rule("lock", Lock(), "Do without it, or outside of the hours in which it hurts."),
    ];

    /// <summary>The tables that an SQL text makes.</summary>
    public static IEnumerable<string> TablesMadeBy(string sql) =>
        CreateTable().Matches(sql).Select(match => match.Groups["table"].Value.Trim('"'));

    private static LintRule Rule(string name, Regex pattern, string safeWay) =>
        new(
            name,
            (operation, newTables) =>
                operation is SqlOperation sql
                && pattern
                    .Matches(Bodies().Replace(sql.Sql, "$$$$"))
                    .FirstOrDefault(match => !newTables.Contains(match.Groups["table"].Value.Trim('"')))
                    is { } match
                    ? $"'{Blanks().Replace(match.Value, " ").Trim()}' keeps others waiting as long as it takes"
                    : null,
            safeWay
        );

    private const RegexOptions Options =
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;
    private const int Timeout = 1000;

    [GeneratedRegex(
        @"\bCREATE\s+(UNIQUE\s+)?INDEX\s+(?!CONCURRENTLY)[^;]*?\bON\s+(ONLY\s+)?(?<table>[\w.""]+)",
        Options,
        Timeout
    )]
    private static partial Regex NotConcurrently();

    [GeneratedRegex(
        @"\bALTER\s+TABLE\s+(ONLY\s+)?(?<table>[\w.""]+)[^;]*?\bSET\s+NOT\s+NULL",
        Options,
        Timeout
    )]
    private static partial Regex SetNotNull();

    [GeneratedRegex(
        @"\bALTER\s+TABLE\s+(ONLY\s+)?(?<table>[\w.""]+)\s+ALTER\s+(COLUMN\s+)?[\w""]+\s+(SET\s+DATA\s+)?TYPE\b",
        Options,
        Timeout
    )]
    private static partial Regex ChangeType();

    [GeneratedRegex(
        @"\bALTER\s+TABLE\s+(ONLY\s+)?(?<table>[\w.""]+)\s+ADD\s+(CONSTRAINT\s+[\w""]+\s+)?(CHECK|FOREIGN\s+KEY|UNIQUE|PRIMARY\s+KEY)\s*\((?![^;]*NOT\s+VALID)",
        Options,
        Timeout
    )]
    private static partial Regex AddConstraint();

    [GeneratedRegex(
        @"\b(DROP\s+TABLE\s+(IF\s+EXISTS\s+)?|(?<!\bOR\s+)(?<!\b(AFTER|BEFORE)\s+)TRUNCATE\s+(TABLE\s+)?)(?<table>[\w.""]+)|\bALTER\s+TABLE\s+(?<table>[\w.""]+)[^;]*?\bDROP\s+(COLUMN\s+)[\w""]+",
        Options,
        Timeout
    )]
    private static partial Regex Drop();

    [GeneratedRegex(
        @"(?<=^|;)\s*(UPDATE\s+(ONLY\s+)?|DELETE\s+FROM\s+(ONLY\s+)?)(?<table>[\w.""]+)",
        Options,
        Timeout
    )]
    private static partial Regex ChangeRows();

    [GeneratedRegex(
        @"\b(LOCK\s+TABLE|VACUUM\s+FULL|CLUSTER|REINDEX\s+(INDEX|TABLE|SCHEMA|DATABASE)\s+(?!CONCURRENTLY))\s*(?<table>[\w.""]+)",
        Options,
        Timeout
    )]
    private static partial Regex Lock();

    [GeneratedRegex(@"\bCREATE\s+TABLE\s+(IF\s+NOT\s+EXISTS\s+)?(?<table>[\w.""]+)", Options, Timeout)]
    private static partial Regex CreateTable();

    [GeneratedRegex(@"\$(?<tag>\w*)\$.*?\$\k<tag>\$", Options | RegexOptions.Singleline, Timeout)]
    private static partial Regex Bodies();

    [GeneratedRegex(@"\s+", Options, Timeout)]
    private static partial Regex Blanks();
}
