using Enterprise.Infrastructure.Migrations.Drift;
using Enterprise.Tests.Support.Postgres;

namespace Enterprise.Infrastructure.Tests.Migrations.Drift;

public sealed class SchemaSnapshotTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private const string Kept = "src/Infrastructure/Migrations/Drift/schema.txt";

    [Fact]
    public async Task The_snapshot_is_the_schema_that_the_migrations_lead_to()
    {
        await using var owner = await database.ConnectAsOwnerAsync();
        var actual = await SchemaCatalogue.ReadAsync(owner, CancellationToken.None);
        var file = Path.Combine(AppContext.BaseDirectory, "schema.txt");
        await File.WriteAllTextAsync(file, SchemaSnapshot.Print(actual));

        SchemaDrift
            .Between(SchemaSnapshot.Read(), actual)
            .ShouldBeEmpty($"where that is meant: cp {file} {Kept}");
        SchemaSnapshot.Print(SchemaSnapshot.Read()).ShouldBe(SchemaSnapshot.Print(actual));
    }
}
