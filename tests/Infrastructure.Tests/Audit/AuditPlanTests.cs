using System.Globalization;
using Enterprise.Application.Audit;
using Enterprise.Application.Callers;
using Enterprise.Application.Paging;
using Enterprise.Domain.ApiKeys;
using Enterprise.Infrastructure.RowLevelSecurity;
using Enterprise.Tests.Support.Callers;
using Enterprise.Tests.Support.Postgres;

namespace Enterprise.Infrastructure.Tests.Audit;

/// <summary>How the server finds entries among 60,000 in three months, asked as the service asks.</summary>
public sealed class AuditPlanTests(AuditPlanTests.LongLog log) : IClassFixture<AuditPlanTests.LongLog>
{
    private const string Page = "ORDER BY at DESC, id DESC LIMIT 21";

    [Fact]
    public async Task A_users_newest_entries_are_read_off_the_owners_index_in_order()
    {
        var plan = await ExplainAsync(Identity.Of(log.User), $"owner_id = '{log.User.UserId}'");

        plan.ShouldContain("owner_id_at_id_idx", Case.Sensitive, plan);
        MustNotSort(plan);
    }

    [Fact]
    public async Task The_story_of_one_object_is_read_off_its_index_by_an_administrator()
    {
        var plan = await ExplainAsync(Identity.Of(TestUsers.Admin), $"entity_id = '{log.Entity}'");

        plan.ShouldContain("entity_id_at_id_idx", Case.Sensitive, plan);
        MustNotSort(plan);
    }

    [Fact]
    public async Task What_somebody_did_is_read_off_the_actors_index_by_an_administrator()
    {
        var plan = await ExplainAsync(Identity.Of(TestUsers.Admin), $"actor_id = '{log.User.UserId}'");

        plan.ShouldContain("actor_id_at_id_idx", Case.Sensitive, plan);
        MustNotSort(plan);
    }

    [Fact]
    public async Task Only_the_partitions_of_the_time_that_is_asked_for_are_looked_at()
    {
        var plan = await ExplainAsync(
            Identity.Of(log.User),
            $"owner_id = '{log.User.UserId}' AND at >= date_trunc('month', now()) AND at < date_trunc('month', now()) + interval '1 month'"
        );
        var month = DateTimeOffset
            .Parse(log.Now, CultureInfo.InvariantCulture)
            .ToString("yyyy_MM", CultureInfo.InvariantCulture);

        plan.ShouldContain($"on audit_entries_{month}", Case.Sensitive, plan);
        plan.Split('\n')
            .Count(line => line.Contains(" on audit_entries_", StringComparison.Ordinal))
            .ShouldBe(1, plan);
    }

    [Fact]
    public async Task The_use_case_walks_over_the_borders_of_months_and_sees_each_entry_once()
    {
        var seen = new List<Guid>();
        string? cursor = null;

        do
        {
            var page = await log.Database.Services.SendAsync(
                new ListAudit(log.User, new AuditFilter(), new PageRequest(70, cursor))
            );
            page.Items.ShouldAllBe(entry => entry.OwnerId == log.User.UserId);
            seen.AddRange(page.Items.Select(entry => entry.Id));
            cursor = page.NextCursor;
        } while (cursor is not null);

        seen.ShouldBeUnique();
        seen.Count.ShouldBe(LongLog.EntriesOfEach);
    }

    private static void MustNotSort(string plan)
    {
        plan.ShouldNotContain("Seq Scan on audit_entries_2", Case.Sensitive, plan);
        plan.ShouldNotContain("Sort  (", Case.Sensitive, plan);
        plan.ShouldNotContain("Bitmap", Case.Sensitive, plan);
    }

    private async Task<string> ExplainAsync(Identity identity, string condition)
    {
        await using var app = await log.Database.ConnectAsNobodyAsync();
        await using var transaction = await app.BeginTransactionAsync();
        await transaction.ActAsAsync(identity);

        return string.Join(
            '\n',
            await app.ListAsync<string>($"EXPLAIN SELECT * FROM audit_entries WHERE {condition} {Page}")
        );
    }

    /// <summary>200 users with 300 entries each, spread over this month and the next two.</summary>
    public sealed class LongLog : IAsyncLifetime
    {
        public const int EntriesOfEach = 300;

        public TestDatabase Database { get; private set; } = null!;

        public Caller User { get; private set; } = null!;

        public Guid Entity { get; private set; }

        public string Now { get; private set; } = "";

        public async Task InitializeAsync()
        {
            Database = await TestDatabase.CreateAsync();
            await using var superuser = await Database.ConnectAsAdminAsync();
            await superuser.RunAsync(
                $"""
                INSERT INTO audit_entries (id, at, entity, entity_id, owner_id, action, actor_id, session_role, after)
                SELECT gen_random_uuid(), date_trunc('month', now()) + n * interval '7 hours', 'trip',
                    md5(n % 3 || owner::text)::uuid, owner, 'created', owner, 'enterprise_app', json_build_object('title', n)
                FROM (SELECT gen_random_uuid() AS owner FROM generate_series(1, 200)) AS owners,
                    generate_series(1, {EntriesOfEach}) AS n
                """
            );
            await superuser.RunAsync("ANALYZE audit_entries");
            User = new Caller(
                await superuser.AskAsync<Guid>("SELECT owner_id FROM audit_entries LIMIT 1"),
                Guid.Empty,
                Scopes.OfAnOrdinaryUser
            );
            Entity = await superuser.AskAsync<Guid>("SELECT entity_id FROM audit_entries LIMIT 1");
            Now = await superuser.AskAsync<string>("SELECT to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD')");
        }

        public async Task DisposeAsync() => await Database.DisposeAsync();
    }
}
