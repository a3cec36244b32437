using System.Globalization;
using System.Text.RegularExpressions;
using Enterprise.Application.ApiKeys;
using Enterprise.Application.Callers;
using Enterprise.Application.Paging;
using Enterprise.Application.ProviderKeys;
using Enterprise.Application.SearchHistory;
using Enterprise.Application.Users;
using Enterprise.Domain.ApiKeys;
using Enterprise.Domain.SearchHistory;
using Enterprise.Infrastructure.Trips;
using Enterprise.Tests.Support.Callers;
using Enterprise.Tests.Support.Logging;
using Enterprise.Tests.Support.Postgres;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Enterprise.Infrastructure.Tests.Persistence;

/// <summary>The hot reads on 40,000 rows, planned as the prepared statements of the service are.</summary>
public sealed partial class QueryPlanTests(QueryPlanTests.CrowdedDatabase crowd)
    : IClassFixture<QueryPlanTests.CrowdedDatabase>
{
    [Fact]
    public Task One_trip_is_found_by_its_key() => MustUseAsync(TripReads.ById.Sql, "pk_trips");

    [Fact]
    public Task A_part_of_a_users_trips_is_read_off_its_index_in_order() =>
        MustUseAsync(TripReads.Newest.Sql, "ix_trips_user_id_created_at_id");

    [Fact]
    public Task One_user_is_found_by_their_key() =>
        UsesAsync(new GetUser(crowd.Caller, Guid.AllBitsSet), "pk_users");

    [Fact]
    public Task A_part_of_all_users_is_read_off_its_index_in_order() =>
        UsesAsync(new ListUsers(TestUsers.Admin, null, new PageRequest()), "ix_users_created_at_id");

    [Fact]
    public Task An_address_is_found_by_its_index() =>
        UsesAsync(
            new ListUsers(TestUsers.Admin, "nobody@example.org", new PageRequest()),
            "ix_users_email_key"
        );

    [Fact]
    public Task A_part_of_a_users_keys_is_read_off_its_index_in_order() =>
        UsesAsync(
            new ListApiKeys(crowd.Caller, null, new PageRequest()),
            "ix_api_keys_user_id_created_at_id"
        );

    [Fact]
    public async Task A_presented_key_is_found_by_the_index_of_hashes() =>
        (await PlanAsync("SELECT id FROM api_keys k WHERE k.hash = $1")).ShouldContain("ix_api_keys_hash");

    [Fact]
    public Task A_part_of_a_users_provider_keys_is_read_off_its_index_in_order() =>
        UsesAsync(
            new ListProviderKeys(crowd.Caller, null, new PageRequest()),
            "ix_provider_keys_user_id_created_at_id"
        );

    [Fact]
    public Task A_provider_key_is_found_by_its_owner_service_and_name() =>
        UsesAsync(
            new UseProviderKey(crowd.Caller, "openai", "unknown"),
            "ix_provider_keys_user_id_service_name"
        );

    [Theory]
    [InlineData(null)]
    [InlineData(SearchType.Destination)]
    public Task A_part_of_a_users_searches_is_read_off_its_index_in_order(SearchType? type) =>
        UsesAsync(
            new ListSearchHistory(crowd.Caller, null, type, new PageRequest()),
            "ix_search_history_user_id_created_at_id"
        );

    [Fact]
    public async Task A_query_that_no_index_serves_is_seen_by_this_very_check() =>
        (await PlanAsync("SELECT id FROM trips WHERE description = $1")).ShouldContain("Seq Scan");

    private async Task UsesAsync<T>(IRequest<T> request, string index)
    {
        try
        {
            await crowd.Services.SendAsync(request);
        }
        catch (Application.Failures.NotFoundException)
        {
            // Only the statement is of interest.
        }

        await MustUseAsync(LastSelect(crowd.Log), index);
    }

    private async Task MustUseAsync(string sql, string index)
    {
        var plan = await PlanAsync(sql);

        plan.ShouldContain(index, Case.Sensitive, plan);
        plan.ShouldNotContain("Seq Scan", Case.Sensitive, plan);
        plan.ShouldNotContain("Bitmap", Case.Sensitive, plan);
    }

    private async Task<string> PlanAsync(string sql)
    {
        await using var app = await crowd.Database.ConnectAsNobodyAsync();

        await app.RunAsync($"PREPARE hot AS {sql}");
        await app.RunAsync("SET plan_cache_mode = force_generic_plan");
        var parameters = ParameterNumber()
            .Matches(sql)
            .Select(match => match.Value)
            .Distinct(StringComparer.Ordinal);
        var values = string.Join(", ", parameters.Select(_ => "NULL"));

        return string.Join('\n', await app.ListAsync<string>($"EXPLAIN EXECUTE hot({values})"));
    }

    /// <summary>The statement that EF Core logged last, with PostgreSQL's own parameters.</summary>
    internal static string LastSelect(LogCapture log)
    {
        var text = log.Lines.Last(line => line.Contains("Executed DbCommand", StringComparison.Ordinal));
        var sql = text[text.LastIndexOf("\nSELECT", StringComparison.Ordinal)..];
        var names = Parameter()
            .Matches(sql)
            .Select(match => match.Value)
            .Distinct(StringComparer.Ordinal)
            .ToList();

        return Parameter()
            .Replace(
                sql,
                match => $"${(names.IndexOf(match.Value) + 1).ToString(CultureInfo.InvariantCulture)}"
            );
    }

    [GeneratedRegex(@"\$\d+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ParameterNumber();

    [GeneratedRegex(@"@\w+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Parameter();

    /// <summary>400 users with 100 trips, 60 keys, 40 provider keys and 40 searches each.</summary>
    public sealed class CrowdedDatabase : IAsyncLifetime
    {
        private ServiceProvider _services = null!;

        public TestDatabase Database { get; private set; } = null!;

        public LogCapture Log { get; } = new();

        public IServiceProvider Services => _services;

        public Caller Caller { get; private set; } = null!;

        public async Task InitializeAsync()
        {
            Database = await TestDatabase.CreateAsync();
            _services = Database.CreateServices(configure: parts => parts.AddSingleton<ILoggerFactory>(Log));
            await using var owner = await Database.ConnectAsOwnerAsync();
            await owner.RunAsync(
                """
                INSERT INTO users (id, email, email_key, display_name, preferences, created_at, updated_at)
                SELECT gen_random_uuid(), n || '@example.org', n || '@example.org', 'Ada', '{}', now() - n * interval '1 s', now()
                FROM generate_series(1, 400) AS n;

                INSERT INTO trips (id, user_id, title, destination, starts_on, ends_on, travelers, kind, status, created_at, updated_at)
                SELECT gen_random_uuid(), u.id, 'Title', 'Lisbon', date '2027-01-01' + n, date '2027-01-01' + n, 1, 'leisure', 'planning', now() - n * interval '1 min', now()
                FROM users u, generate_series(1, 100) AS n;

                INSERT INTO api_keys (id, user_id, name, prefix, hash, scopes, created_at)
                SELECT gen_random_uuid(), u.id, 'laptop', 'ent_00000000', sha256((u.id::text || n)::bytea), ARRAY['trips:read'], now() - n * interval '1 h'
                FROM users u, generate_series(1, 60) AS n;

                INSERT INTO provider_keys (id, user_id, service, name, sealed_value, last_four, created_at, usage_count)
                SELECT gen_random_uuid(), u.id, 'service-' || n / 2, 'name-' || n % 2, '\x00', '', now() - n * interval '1 h', 0
                FROM users u, generate_series(1, 40) AS n;

                INSERT INTO search_history (id, user_id, type, parameters, results_count, duration_ms, created_at)
                SELECT gen_random_uuid(), u.id, 'destination', '{}', 0, 0, now() - n * interval '1 h'
                FROM users u, generate_series(1, 40) AS n
                """
            );
            await owner.RunAsync("ANALYZE users, trips, api_keys, provider_keys, search_history");
            var id = await owner.AskAsync<Guid>("SELECT id FROM users LIMIT 1");
            Caller = new Caller(id, Guid.Empty, Scopes.OfAnOrdinaryUser);
        }

        public async Task DisposeAsync()
        {
            await _services.DisposeAsync();
            await Database.DisposeAsync();
            Log.Dispose();
        }
    }
}
