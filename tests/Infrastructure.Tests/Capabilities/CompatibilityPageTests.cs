using Enterprise.Infrastructure.Capabilities;
using Enterprise.Infrastructure.Capabilities.Servers;
using Enterprise.Infrastructure.Capabilities.Types;
using Enterprise.Tests.Support.Sources;

namespace Enterprise.Infrastructure.Tests.Capabilities;

/// <summary>The page that operators read says what the code says.</summary>
public sealed class CompatibilityPageTests
{
    private static readonly string[][] Rows =
    [
        .. File.ReadLines(Repository.PathOf("docs/DATABASE_COMPATIBILITY.md"))
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .Select(line => line.Trim('|', ' ').Split(" | ")),
    ];

    [Fact]
    public void Its_table_of_servers_is_the_one_in_the_code() =>
        Rows.Where(row => row.Length == 5)
            .Select(row => string.Join(" | ", row.Take(1).Concat(row.Skip(2))))
            .ShouldBe(
                Enum.GetValues<Capability>()
                    .Select(capability =>
                        $"`{capability}` | {string.Join(" | ", Enum.GetValues<ServerProduct>().Select(product => Cell(CapabilityTable.Rows[capability].On(product))))}"
                    )
            );

    [Fact]
    public void Its_table_of_poolers_is_the_one_in_the_code() =>
        Rows.Where(row => row.Length == 4)
            .Select(row => string.Join(" | ", row))
            .ShouldBe(
                PoolerTable
                    .Transaction.OrderBy(row => row.Key)
                    .Select(row =>
                        $"`{row.Key}` | {Cell(row.Value.PgBouncer)} | {Cell(row.Value.Supavisor)} | kept"
                    )
            );

    [Fact]
    public void Its_equivalent_types_are_those_of_the_code()
    {
        var rows = Rows.Where(row => row.Length == 3).ToArray();

        rows.Length.ShouldBeGreaterThan(20);
        rows.ShouldAllBe(row => row[1] == Equivalent(row[0], ServerProduct.MySql));
        rows.ShouldAllBe(row => row[2] == Equivalent(row[0], ServerProduct.MariaDb));
    }

    [Fact]
    public void Its_limits_are_those_of_the_code()
    {
        var page = File.ReadAllText(Repository.PathOf("docs/DATABASE_COMPATIBILITY.md"));

        page.ShouldContain(Limits("characters of a `varchar`", limits => limits.MaxVarchar));
        page.ShouldContain(Limits("bytes of a row", limits => limits.MaxRowBytes));
        page.ShouldContain(Limits("length of a name", limits => limits.MaxIdentifier));
        page.ShouldContain(Limits("digits of a decimal number", limits => limits.MaxPrecision));
        page.ShouldContain(Limits("of them behind the point", limits => limits.MaxScale));
    }

    private static string Limits(string what, Func<ServerLimits, int?> limit) =>
        $"| {what} | {string.Join(" | ", Enum.GetValues<ServerProduct>().Select(product => limit(ServerLimits.Of(product))?.ToString("N0", System.Globalization.CultureInfo.InvariantCulture) ?? "none"))} |";

    private static string Cell(Availability availability) => $"{availability.Words} (`{availability.Page}`)";

    private static string Equivalent(string cell, ServerProduct product) =>
        EquivalentTypes.EquivalentType(cell.Trim('`'), ServerProduct.PostgreSql, product) is { } type
            ? $"`{type}`"
            : "none";
}
