using Enterprise.Infrastructure.Connections.Tls;
using Enterprise.Infrastructure.Migrations;
using Enterprise.Tests.Support.Lengths;
using Enterprise.Tests.Support.Postgres;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;

namespace Enterprise.Infrastructure.Tests.Migrations;

public sealed class MigrationTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    /// <summary>As often as was promised where the tests have the time.</summary>
    private static readonly int Rounds = FullLength.IsWanted ? 20 : 1;

    [Fact]
    public async Task Ten_runners_at_once_on_an_empty_database_all_succeed_and_each_migration_is_applied_once()
    {
        for (var round = 0; round < Rounds; round++)
        {
            await using var server = await EmptyDatabaseAsync();
            await using var setup = server.CreateSetup(admin: null);
            var runner = setup.GetRequiredService<MigrationRunner>();

            var applied = await Task.WhenAll(
                Enumerable
                    .Range(0, 10)
                    .Select(_ => Task.Run(() => runner.UpgradeAsync(CancellationToken.None)))
            );

            await using var db = MigrationContext.Create(server.Owner.ConnectionString, new TlsOptions());
            applied.SelectMany(names => names).ShouldBe(db.Database.GetMigrations());
            applied.Count(names => names.Count > 0).ShouldBe(1);
            (await db.Database.GetAppliedMigrationsAsync()).ShouldBe(db.Database.GetMigrations());
        }
    }

    [Fact]
    public async Task Nothing_is_pending_after_an_upgrade_and_upgrading_again_does_nothing()
    {
        await using var setup = database.CreateServices();

        (
            await setup.GetRequiredService<MigrationRunner>().UpgradeAsync(CancellationToken.None)
        ).ShouldBeEmpty();
        var counts = await setup.GetRequiredService<SchemaStatus>().CountAsync(CancellationToken.None);

        counts.Pending.ShouldBe(0);
        counts.Applied.ShouldBePositive();
    }

    [Fact]
    public async Task Every_migration_can_be_taken_back_and_applied_again()
    {
        await using var server = await EmptyDatabaseAsync();
        await using var setup = server.CreateSetup(admin: null);
        var runner = setup.GetRequiredService<MigrationRunner>();
        await runner.UpgradeAsync(CancellationToken.None);
        await using var db = MigrationContext.Create(server.Owner.ConnectionString, new TlsOptions());

        await db.GetService<IMigrator>().MigrateAsync(Migration.InitialDatabase);
        await using (var admin = await server.ConnectAsAdminAsync())
        {
            (
                await admin.ListAsync<string>(
                    "SELECT relname::text FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relname !~ '^__EF|^migration_history$'"
                )
            ).ShouldBeEmpty();
        }

        (await runner.UpgradeAsync(CancellationToken.None)).ShouldBe(db.Database.GetMigrations());
    }

    [Fact]
    public async Task The_migrations_lead_to_the_model_that_the_code_has()
    {
        await using var db = MigrationContext.Create(database.OwnerConnectionString, new TlsOptions());

        db.Database.HasPendingModelChanges().ShouldBeFalse();
    }

    [Fact]
    public async Task A_runner_that_fails_leaves_no_lock_behind()
    {
        await using var server = await EmptyDatabaseAsync();
        await using var admin = await server.ConnectAsAdminAsync();
        await admin.RunAsync("CREATE TABLE users ()");
        await using var setup = server.CreateSetup(admin: null);
        var runner = setup.GetRequiredService<MigrationRunner>();

        await Should.ThrowAsync<MigrationFailedException>(() => runner.UpgradeAsync(CancellationToken.None));
        await admin.RunAsync("DROP TABLE users");

        (await runner.UpgradeAsync(CancellationToken.None)).ShouldNotBeEmpty();
    }

    private static async Task<ScratchServer> EmptyDatabaseAsync()
    {
        var server = await ScratchServer.CreateAsync();
        await server.CreateDatabaseAsync();

        return server;
    }
}
