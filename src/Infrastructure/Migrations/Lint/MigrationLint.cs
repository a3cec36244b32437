using System.Reflection;
using Enterprise.Infrastructure.Migrations.Scripts;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace Enterprise.Infrastructure.Migrations.Lint;

/// <summary>Finds, in migrations that are still to come, what would keep the users of a running service waiting.</summary>
/// <remarks>
/// A table that one of them makes has no rows yet: nothing on it is dangerous. What a migration is exempted from
/// is left out.
/// </remarks>
internal static class MigrationLint
{
    private static readonly LintRule[] Rules = [.. OperationRules.All, .. SqlRules.All];

    /// <summary>Looks through migrations in the order in which they will be applied.</summary>
    public static IReadOnlyList<LintFinding> Check(MigrationScripts scripts, IEnumerable<string> ids)
    {
        var newTables = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var findings = new List<LintFinding>();

        foreach (var id in ids)
        {
            var operations = scripts.Up(id).Operations;
            newTables.UnionWith(operations.SelectMany(TablesMadeBy));
            var exempted = scripts
                .TypeOf(id)
                .GetCustomAttributes<LintExemptAttribute>()
                .Select(exempt => exempt.Rule)
                .ToHashSet(StringComparer.Ordinal);

            findings.AddRange(
                from operation in operations
                from rule in Rules
                where !exempted.Contains(rule.Name)
                let danger = rule.Danger(operation, newTables)
                where danger is not null
                select new LintFinding(id, rule.Name, danger, rule.SafeWay)
            );
        }

        return findings;
    }

    private static IEnumerable<string> TablesMadeBy(MigrationOperation operation) =>
        operation switch
        {
            CreateTableOperation table => [table.Name],
            SqlOperation sql => SqlRules.TablesMadeBy(sql.Sql),
            _ => [],
        };
}
