using Enterprise.Infrastructure.Tests.Connections;
using Enterprise.Tests.Support.Postgres;
using Enterprise.Tests.Support.Time;
using Npgsql;

namespace Enterprise.Infrastructure.Tests.Resilience;

/// <summary>A change that reached a standby: its pool leads to what was the primary once.</summary>
public sealed class WrongServerTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private const string Refuse = "DO $$ BEGIN RAISE EXCEPTION 'read-only' USING ERRCODE = '25006'; END $$";

    private readonly ManualClock _clock = new();

    [Fact]
    public async Task The_pool_is_renewed_and_the_next_attempt_has_a_new_connection()
    {
        var sessions = await SessionsAsync(failures: 1);

        sessions.Distinct().Count().ShouldBe(2);
    }

    [Fact]
    public async Task Many_that_fail_together_renew_it_once()
    {
        var sessions = await SessionsAsync(failures: 3);

        sessions.Distinct().Count().ShouldBe(2);
        sessions.Count.ShouldBe(4);
    }

    [Fact]
    public async Task Another_failure_renews_nothing()
    {
        var sessions = await SessionsAsync(failures: 1, "40001");

        sessions.Distinct().Count().ShouldBe(1);
    }

    /// <summary>The session of each attempt, on a pool that has been used before.</summary>
    private async Task<List<int>> SessionsAsync(int failures, string state = "25006")
    {
        await using var services = Nodes.On(database, clock: _clock);
        var bench = new AttemptBench(services);
        await SessionsAsync(bench, failures: 0, state);
        _clock.Advance(TimeSpan.FromSeconds(1));

        return await SessionsAsync(bench, failures, state);
    }

    private static async Task<List<int>> SessionsAsync(AttemptBench bench, int failures, string state)
    {
        var (sessions, before) = (new List<int>(), bench.Count);
        await bench.RunAsync(
            async (number, lease) =>
            {
                sessions.Add(await lease.Connection.AskAsync<int>("SELECT pg_backend_pid()"));

                if (number - before <= failures)
                {
                    await FailAsync(lease.Connection, state);
                }
            }
        );

        return sessions;
    }

    private static Task FailAsync(NpgsqlConnection connection, string state) =>
        connection.RunAsync(Refuse.Replace("25006", state, StringComparison.Ordinal));
}
