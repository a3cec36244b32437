using System.Text.RegularExpressions;
using Enterprise.Infrastructure.Migrations.Scripts;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace Enterprise.Infrastructure.Migrations;

/// <summary>Tells which migrations lose what is in the tables.</summary>
internal static partial class DataLoss
{
    /// <summary>Refuses to run any that does.</summary>
    /// <exception cref="MigrationRefusedException">One does; it is named.</exception>
    public static void Refuse(IEnumerable<MigrationScript> scripts)
    {
        foreach (var script in scripts)
        {
            if (script.Operations.Select(Of).FirstOrDefault(loss => loss is not null) is { } loss)
            {
                throw MigrationRefusedException.LosesData(script.Id, loss);
            }
        }
    }

    /// <summary>What an operation loses; null for nothing.</summary>
    public static string? Of(MigrationOperation operation) =>
        operation switch
        {
            DropTableOperation table => $"the table {table.Name}",
            DropColumnOperation column => $"the column {column.Table}.{column.Name}",
            DeleteDataOperation rows => $"rows of {rows.Table}",
            AlterColumnOperation { IsDestructiveChange: true } column =>
                $"what does not fit into {column.Table}.{column.Name}",
            SqlOperation sql when Losing().Match(sql.Sql) is { Success: true } match =>
                $"what '{Blanks().Replace(match.Value, " ")}' takes away",
            _ => null,
        };

    [GeneratedRegex(
        @"\b(DROP\s+(TABLE|COLUMN|SCHEMA)\s+\S+|TRUNCATE\s+\S+|DELETE\s+FROM\s+\S+)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Losing();

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Blanks();
}
