using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace Enterprise.Infrastructure.Migrations.Lint;

/// <summary>The rules for what EF Core has words for (PostgreSQL manual, ALTER TABLE and CREATE INDEX, notes).</summary>
internal static partial class OperationRules
{
    private const string Concurrently = "Npgsql:CreatedConcurrently";

    private const string ExpandAndContract =
        "First release code that does without it, and change the schema in the release after.";

    public const string BuildConcurrently =
        "Build it with .Annotation(\"Npgsql:CreatedConcurrently\", true) (CREATE INDEX CONCURRENTLY), alone in a "
        + "migration marked [OutsideTransaction].";

    public const string ValidateLater =
        "ADD CONSTRAINT … NOT VALID by migrationBuilder.Sql, and VALIDATE CONSTRAINT in the migration after it.";

    public const string FillThenRequire =
        "Give it a constant default, which costs nothing. Where each row needs a value of its own: add it nullable, fill it in batches, ADD CONSTRAINT … CHECK (… IS NOT NULL) NOT VALID, VALIDATE CONSTRAINT "
        + "in the migration after it, then SET NOT NULL, which takes the constraint's word for it, with "
        + "[LintExempt(\"set-not-null\", …)].";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<LintRule> All { get; } =
    [
        LintRule.On<CreateIndexOperation>(
            "create-index",
            index =>
                index[Concurrently] is true
                    ? null
                    : $"building {index.Name} keeps every change of {index.Table} waiting until it is done",
            BuildConcurrently
        ),
        new(
            "drop-index",
            (operation, newTables) =>
                operation is DropIndexOperation { Table: { } table } index && !newTables.Contains(table)
                    ? $"dropping {index.Name} waits for every query on {table}, and keeps all others waiting"
                    : null,
            "DROP INDEX CONCURRENTLY by migrationBuilder.Sql(…, suppressTransaction: true), alone in a migration marked "
                + "[OutsideTransaction]."
        ),
        LintRule.On<AddColumnOperation>("add-column", OfNewColumn, FillThenRequire),
        LintRule.On<AlterColumnOperation>(
            "set-not-null",
            column =>
                column.OldColumn.IsNullable && !column.IsNullable
                    ? $"all of {column.Table} is read through for a null in {column.Name} while nobody may even read it"
                    : null,
            FillThenRequire
        ),
        LintRule.On<AlterColumnOperation>(
            "change-type",
            column =>
                IsRewritten(column.OldColumn.ColumnType, column.ColumnType)
                    ? $"all of {column.Table} is written anew while nobody may read it, for {column.Name} becomes {column.ColumnType}"
                    : null,
            "Add a column of the new type, write both, fill it in batches, read the new one, and drop the old one later."
        ),
        LintRule.On<AddForeignKeyOperation>(
            "add-constraint",
            key =>
                $"all of {key.Table} is compared with {key.PrincipalTable} for {key.Name} while neither may be changed",
            ValidateLater
        ),
        LintRule.On<AddCheckConstraintOperation>(
            "add-constraint",
            check => $"all of {check.Table} is read through for {check.Name} while nobody may even read it",
            ValidateLater
        ),
        LintRule.On<AddUniqueConstraintOperation>(
            "add-unique",
            unique => $"the index for {unique.Name} is built while nobody may even read {unique.Table}",
            "Build a unique index concurrently, then ADD CONSTRAINT … UNIQUE USING INDEX by migrationBuilder.Sql."
        ),
        LintRule.On<AddPrimaryKeyOperation>(
            "add-unique",
            key => $"the index for {key.Name} is built while nobody may even read {key.Table}",
            "Build a unique index concurrently, then ADD CONSTRAINT … PRIMARY KEY USING INDEX by migrationBuilder.Sql."
        ),
        LintRule.On<DropColumnOperation>(
            "drop",
            column =>
                $"the column {column.Table}.{column.Name} is lost, and nodes of the release before still ask for it",
            ExpandAndContract
        ),
        new(
            "drop",
            (operation, newTables) =>
                operation is DropTableOperation table && !newTables.Contains(table.Name)
                    ? $"the table {table.Name} is lost, and nodes of the release before still ask for it"
                    : null,
            ExpandAndContract
        ),
        LintRule.On<RenameColumnOperation>(
            "rename",
            column => $"nodes of the release before still ask for {column.Table}.{column.Name}",
            "Add a column of the new name, write both, fill it, read the new one, and drop the old one later."
        ),
        new(
            "rename",
            (operation, newTables) =>
                operation is RenameTableOperation table && !newTables.Contains(table.Name)
                    ? $"nodes of the release before still ask for {table.Name}"
                    : null,
            "Rename it and make a view with the old name in the same migration; drop the view a release later."
        ),
    ];

    private static string? OfNewColumn(AddColumnOperation column) =>
        column.ComputedColumnSql is not null && column.IsStored is not false
            ? $"all of {column.Table} is written anew to compute {column.Name} while nobody may read it"
        : column.DefaultValueSql is { } sql && Volatile().IsMatch(sql)
            ? $"all of {column.Table} is written anew while nobody may read it, for each row gets another {column.Name}"
        : !column.IsNullable && column.DefaultValue is null && column.DefaultValueSql is null
            ? $"it fails as soon as {column.Table} has a row, which has no {column.Name}"
        : null;

    /// <summary>Wider texts are the same bytes; what else the server need not rewrite is left to a look at it.</summary>
    private static bool IsRewritten(string? from, string? to) =>
        from is not null
        && to is not null
        && !from.Equals(to, StringComparison.Ordinal)
        && !(IsText(from) && (to is "text" || (Length(to) is { } wider && Length(from) <= wider)));

    private static bool IsText(string type) => type is "text" || Length(type) is not null;

    private static int? Length(string type) =>
        Varying().Match(type) is { Success: true } match
            ? int.Parse(match.Groups["length"].Value, System.Globalization.CultureInfo.InvariantCulture)
            : null;

    [GeneratedRegex(
        @"\b(random|gen_random_uuid|uuidv7|uuid_generate_v\w+|clock_timestamp|timeofday|nextval)\s*\(",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Volatile();

    [GeneratedRegex(
        @"^(character varying|varchar)\((?<length>\d+)\)$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Varying();
}
