namespace Enterprise.WebApi.Tests.Isolation;

/// <summary>The service forgets whose rows it means in every statement, and the database remembers.</summary>
public sealed class PoliciesAloneTests(PoliciesAlone run) : IClassFixture<PoliciesAlone>
{
    private static readonly string[] Owned =
    [
        "api_keys",
        "idempotency_records",
        "provider_keys",
        "search_history",
        "trip_stops",
        "trips",
    ];

    [Fact]
    public void A_user_gets_nothing_of_another() => run.Findings.ShouldBeEmpty();

    [Fact]
    public void Every_table_with_an_owner_has_policies()
    {
        run.OwnedTables.ShouldBeSubsetOf(run.ProtectedTables);
        run.ProtectedTables.ShouldContain("users");
    }

    [Fact]
    public void No_statement_said_whose_rows_it_meant() => run.Statements.StillComparing.ShouldBeEmpty();

    [Fact]
    public void The_statements_on_every_table_with_an_owner_had_said_it()
    {
        Owned.ShouldBeSubsetOf(run.OwnedTables);

        foreach (var table in Owned.Append("audit_entries"))
        {
            run.Statements.Rewritten.ShouldContain(
                sql => sql.Contains($"FROM {table}", StringComparison.Ordinal),
                $"none of these is on {table}: {string.Join("\n\n", run.Statements.Rewritten)}"
            );
        }
    }
}
