using System.Diagnostics;
using Enterprise.Infrastructure.Connections.Tls;
using Enterprise.Infrastructure.Migrations;
using Enterprise.Infrastructure.Migrations.Lint;
using Enterprise.Infrastructure.Migrations.Scripts;
using Enterprise.Tests.Support.Lengths;
using Enterprise.Tests.Support.Postgres;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit.Abstractions;

namespace Enterprise.Infrastructure.Tests.Migrations.Lint;

/// <summary>
/// A column that must not be null and an index come to a table that is being written to, by the way that lint shows.
/// </summary>
/// <remarks>A million trips, and the bound of a second, where <c>ENTERPRISE_TEST_FAULTS=full</c>.</remarks>
public sealed class LintedWayTests(TestDatabase database, ITestOutputHelper output)
    : IClassFixture<TestDatabase>
{
    private static readonly int Trips = FullLength.IsWanted ? 1_000_000 : 10_000;

    private const string Write = """
        UPDATE trips SET title = 'x' || random() WHERE id = (
            SELECT id FROM trips WHERE id >= gen_random_uuid() ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED)
        """;

    private const string WriteRated = """
        UPDATE trips SET title = 'x' || random(), rating = random() WHERE id = (
            SELECT id FROM trips WHERE id >= gen_random_uuid() ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED)
        """;

    private const string FillBatch = """
        WITH batch AS (SELECT id FROM trips WHERE id > $1 ORDER BY id LIMIT 2000),
            filled AS (
                UPDATE trips SET rating = random() FROM batch WHERE trips.id = batch.id AND rating IS NULL RETURNING 1)
        SELECT coalesce((SELECT id FROM batch ORDER BY id DESC LIMIT 1), $1)
        """;

    [Fact]
    public void The_naive_migration_is_refused_and_the_safe_ones_are_not()
    {
        Lint<NaiveRatings>().ShouldBe(["add-column", "create-index"]);
        Lint<SafeRatings>().ShouldBeEmpty();
    }

    [Fact]
    public async Task Writers_go_on_writing_all_the_while()
    {
        await FillAsync();
        TimeSpan longest;
        int changes;

        await using (var old = Writers.Start(database, Write))
        {
            await old.UntilMoreAsync(100);
            await UpgradeAsync<SafeRatings>("AddRating");
            await old.UntilMoreAsync(100);
            (longest, changes) = (old.Longest, old.Count);
        }

        await using (var next = Writers.Start(database, WriteRated))
        {
            await FillInBatchesAsync();
            await UpgradeAsync<SafeRatings>(target: null);
            await next.UntilMoreAsync(100);
            (longest, changes) = (longest > next.Longest ? longest : next.Longest, changes + next.Count);
        }

        output.WriteLine(
            $"{Trips:N0} trips, {changes:N0} changes, the longest took {longest.TotalMilliseconds:F0} ms"
        );

        if (FullLength.IsWanted)
        {
            longest.ShouldBeLessThan(TimeSpan.FromSeconds(1));
            await CompareWithNaiveAsync();
        }
    }

    /// <summary>The measure can fail: the naive way keeps writers waiting.</summary>
    private async Task CompareWithNaiveAsync()
    {
        await using (var owner = await database.ConnectAsOwnerAsync())
        {
            await owner.RunAsync("ALTER TABLE trips DROP COLUMN rating");
        }

        await using var writers = Writers.Start(database, Write);
        await writers.UntilMoreAsync(100);
        await UpgradeAsync<NaiveRatings>(target: null);
        await writers.UntilMoreAsync(100);

        output.WriteLine($"the naive way: the longest took {writers.Longest.TotalMilliseconds:F0} ms");
        writers.Longest.ShouldBeGreaterThan(TimeSpan.FromSeconds(1));
    }

    private async Task FillAsync()
    {
        await using var admin = await database.ConnectAsAdminAsync();
        await admin.RunAsync(
            $"""
            SET session_replication_role = replica;
            INSERT INTO users (id, email, email_key, display_name, preferences, created_at, updated_at)
            VALUES (gen_random_uuid(), 'a@example.org', 'a@example.org', 'Ada', json_object(ARRAY[]::text[]), now(), now());
            INSERT INTO trips (id, user_id, title, destination, starts_on, ends_on, travelers, kind, status, created_at, updated_at)
            SELECT gen_random_uuid(), users.id, 'Title', 'Lisbon', '2027-01-01', '2027-01-02', 1, 'leisure', 'planning', now(), now()
            FROM users, generate_series(1, {Trips});
            """
        );
        await admin.RunAsync("ANALYZE trips");
    }

    private async Task FillInBatchesAsync()
    {
        await using var owner = await database.ConnectAsOwnerAsync();
        var watch = Stopwatch.StartNew();

        for (var (last, before) = (Guid.Empty, (Guid?)null); last != before; )
        {
            (before, last) = (last, await owner.AskAsync<Guid>(FillBatch, last));
            // A pause lets others at the disk, and the standbys catch up.
            await Task.Delay(5);
        }

        output.WriteLine($"filled in batches in {watch.Elapsed.TotalSeconds:F0} s");
    }

    private async Task UpgradeAsync<TSet>(string? target)
        where TSet : MigrationSet
    {
        var runner = new MigrationRunner(
            database.OwnerConnectionString,
            new TlsOptions(),
            NullLogger<MigrationRunner>.Instance
        )
        {
            Configure = options => options.ReplaceService<IMigrationsAssembly, TSet>(),
        };
        await runner.UpgradeAsync(
            new() { Target = target, LockAttempts = 100 },
            progress: null,
            CancellationToken.None
        );
    }

    private static IEnumerable<string> Lint<TSet>()
        where TSet : MigrationSet
    {
        using var db = MigrationContext.Create(
            "Host=127.0.0.1",
            new TlsOptions(),
            options => options.ReplaceService<IMigrationsAssembly, TSet>()
        );
        var scripts = new MigrationScripts(db);

        return [.. MigrationLint.Check(scripts, scripts.Ids).Select(finding => finding.Rule)];
    }
}
