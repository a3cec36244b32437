using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace Enterprise.Infrastructure.Migrations.Lint;

/// <summary>One kind of danger, and the safe way around it.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Danger">What an operation would do; null where it does no harm. It is asked with the tables that are new.</param>
/// <param name="SafeWay">How to do it instead.</param>
internal sealed record LintRule(
    string Name,
    Func<MigrationOperation, IReadOnlySet<string>, string?> Danger,
    string SafeWay
)
{
    /// <summary>A rule for one kind of operation on a table that has rows already.</summary>
    public static LintRule On<T>(string name, Func<T, string?> danger, string safeWay)
        where T : MigrationOperation, ITableMigrationOperation =>
        new(
            name,
            (operation, newTables) =>
                operation is T known && !newTables.Contains(known.Table) ? danger(known) : null,
            safeWay
        );
}
