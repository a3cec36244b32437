using Enterprise.Tests.Support.Postgres;

namespace Enterprise.Infrastructure.Tests.RowLevelSecurity;

/// <summary>No table is forgotten: the catalogue itself is looked through.</summary>
public sealed class CatalogueTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task Every_table_partition_and_view_shows_a_user_their_own_rows_alone()
    {
        await using var admin = await database.ConnectAsAdminAsync();

        (await UnprotectedRelations.ListAsync(admin)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("CREATE TABLE fresh (user_id uuid)", "is not under FORCE ROW LEVEL SECURITY")]
    [InlineData(
        "CREATE TABLE fresh (user_id uuid); ALTER TABLE fresh ENABLE ROW LEVEL SECURITY",
        "is not under FORCE ROW LEVEL SECURITY"
    )]
    [InlineData(
        "CREATE TABLE fresh (user_id uuid); ALTER TABLE fresh ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY; CREATE POLICY all_of_it ON fresh USING (true)",
        "has no policy for owners"
    )]
    [InlineData("CREATE VIEW fresh AS SELECT * FROM trips", "is a view with its owner's eyes")]
    [InlineData("CREATE MATERIALIZED VIEW fresh AS SELECT * FROM trips", "cannot have policies")]
    [InlineData("CREATE SCHEMA other; CREATE TABLE other.fresh (user_id uuid)", "FORCE ROW LEVEL SECURITY")]
    [InlineData(
        "CREATE TABLE parent (n int) PARTITION BY RANGE (n); ALTER TABLE parent ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY; CREATE POLICY owners ON parent USING (current_setting('app.user_id') = ''); CREATE TABLE fresh PARTITION OF parent DEFAULT",
        "is not under FORCE ROW LEVEL SECURITY"
    )]
    [InlineData(
        "CREATE TABLE parent (n int) PARTITION BY RANGE (n); ALTER TABLE parent ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY; CREATE POLICY owners ON parent USING (current_setting('app.user_id') = ''); CREATE TABLE fresh PARTITION OF parent DEFAULT; ALTER TABLE fresh ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY",
        "is a partition that others may use"
    )]
    public async Task What_is_new_and_has_no_protection_is_found(string ddl, string lack)
    {
        await using var owner = await database.ConnectAsOwnerAsync();
        await using var untold = await owner.BeginTransactionAsync();

        await owner.RunAsync(ddl);

        var found = await UnprotectedRelations.ListAsync(owner);
        found.ShouldHaveSingleItem().ShouldContain("fresh");
        found[0].ShouldContain(lack);
    }

    [Fact]
    public async Task A_view_with_the_eyes_of_whoever_asks_needs_nothing_more()
    {
        await using var owner = await database.ConnectAsOwnerAsync();
        await using var untold = await owner.BeginTransactionAsync();

        await owner.RunAsync("CREATE VIEW fresh WITH (security_invoker = true) AS SELECT * FROM trips");

        (await UnprotectedRelations.ListAsync(owner)).ShouldBeEmpty();
    }
}
