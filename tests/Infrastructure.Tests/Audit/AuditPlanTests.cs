using System.Text.RegularExpressions;
using Enterprise.Application.Audit;
using Enterprise.Application.Callers;
using Enterprise.Application.Paging;
using Enterprise.Domain.ApiKeys;
using Enterprise.Infrastructure.RowLevelSecurity;
using Enterprise.Infrastructure.Tests.Persistence;
using Enterprise.Tests.Support.Callers;
using Enterprise.Tests.Support.Logging;
using Enterprise.Tests.Support.Postgres;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Enterprise.Infrastructure.Tests.Audit;

/// <summary>How the server finds entries among 60,000 in three months, asked as the service asks.</summary>
public sealed partial class AuditPlanTests(AuditPlanTests.LongLog log) : IClassFixture<AuditPlanTests.LongLog>
{
    [Fact]
    public Task A_users_newest_entries_are_read_off_the_owners_index_in_order() =>
        UsesAsync(log.User, new AuditFilter(), "owner_id_at_id_idx");

    [Fact]
    public Task The_story_of_one_object_is_read_off_its_index_by_an_administrator() =>
        UsesAsync(TestUsers.Admin, new AuditFilter { EntityId = log.Entity }, "entity_id_at_id_idx");

    [Fact]
    public Task What_somebody_did_is_read_off_the_actors_index_by_an_administrator() =>
        UsesAsync(TestUsers.Admin, new AuditFilter { Actor = log.User.UserId }, "actor_id_at_id_idx");

    [Fact]
    public Task All_that_happened_is_read_off_the_key_by_an_administrator() =>
        UsesAsync(TestUsers.Admin, new AuditFilter(), "_pkey");

    [Fact]
    public async Task Only_the_partitions_of_the_time_that_is_asked_for_are_looked_at()
    {
        var plan = await ExplainAsync(
            Identity.Of(log.User),
            $"""
            SELECT * FROM audit_entries
            WHERE owner_id = '{log.User.UserId}' AND at >= date_trunc('month', now(), 'UTC')
                AND at < date_trunc('month', now(), 'UTC') + interval '1 month'
            """
        );

        Partition()
            .Matches(plan)
            .Select(match => match.Value)
            .Distinct(StringComparer.Ordinal)
            .ShouldBe([log.CurrentPartition], plan);
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

    /// <summary>The use case's own statement, planned for whatever values it is given.</summary>
    private async Task UsesAsync(Caller caller, AuditFilter filter, string index)
    {
        await log.Services.SendAsync(new ListAudit(caller, filter, new PageRequest()));
        var select = QueryPlanTests.LastSelect(log.Log);

        var plan = await ExplainAsync(
            Identity.Of(caller),
            "EXECUTE hot(" + string.Join(", ", Enumerable.Repeat("NULL", Parameters(select))) + ")",
            // Values that are null would leave all partitions out.
            "SET LOCAL enable_partition_pruning = off",
            "SET LOCAL plan_cache_mode = force_generic_plan",
            $"PREPARE hot AS {select}"
        );

        plan.ShouldContain(index, Case.Sensitive, plan);
        plan.ShouldNotContain("Seq Scan", Case.Sensitive, plan);
        plan.ShouldNotContain("Sort  (", Case.Sensitive, plan);
        plan.ShouldNotContain("Bitmap", Case.Sensitive, plan);
    }

    private async Task<string> ExplainAsync(Identity identity, string sql, params string[] preparations)
    {
        await using var app = await log.Database.ConnectAsNobodyAsync();
        await using var transaction = await app.BeginTransactionAsync();
        await transaction.ActAsAsync(identity);

        foreach (var preparation in preparations)
        {
            await app.RunAsync(preparation);
        }

        return string.Join('\n', await app.ListAsync<string>($"EXPLAIN {sql}"));
    }

    private static int Parameters(string sql) =>
        ParameterNumber().Matches(sql).Select(match => match.Value).Distinct(StringComparer.Ordinal).Count();

    [GeneratedRegex(@"\$\d+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ParameterNumber();

    [GeneratedRegex(
        @"audit_entries_(default|\d{4}_\d\d)",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Partition();

    /// <summary>200 users with 300 entries each, spread over this month and the next two.</summary>
    public sealed class LongLog : IAsyncLifetime
    {
        public const int EntriesOfEach = 300;

        private ServiceProvider _services = null!;

        public TestDatabase Database { get; private set; } = null!;

        public IServiceProvider Services => _services;

        public LogCapture Log { get; } = new();

        public Caller User { get; private set; } = null!;

        public Guid Entity { get; private set; }

        public string CurrentPartition { get; private set; } = "";

        public async Task InitializeAsync()
        {
            Database = await TestDatabase.CreateAsync();
            _services = Database.CreateServices(configure: parts => parts.AddSingleton<ILoggerFactory>(Log));
            await using var superuser = await Database.ConnectAsAdminAsync();
            await superuser.RunAsync(
                $"""
                INSERT INTO audit_entries (id, at, entity, entity_id, owner_id, action, actor_id, session_role, after)
                SELECT gen_random_uuid(), date_trunc('month', now(), 'UTC') + n * interval '7 hours', 'trip',
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
            CurrentPartition = await superuser.AskAsync<string>(
                "SELECT to_char(now() AT TIME ZONE 'UTC', '\"audit_entries_\"YYYY_MM')"
            );
        }

        public async Task DisposeAsync()
        {
            await _services.DisposeAsync();
            await Database.DisposeAsync();
            Log.Dispose();
        }
    }
}
