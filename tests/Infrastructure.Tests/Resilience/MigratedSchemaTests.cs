using Enterprise.Infrastructure.Tests.Connections;
using Enterprise.Tests.Support.Postgres;

namespace Enterprise.Infrastructure.Tests.Resilience;

/// <summary>A migration changes a type while the service runs, which has prepared its statements long ago.</summary>
public sealed class MigratedSchemaTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private const int Sessions = 5;
    private const string Question = "SELECT word FROM migrated";

    [Fact]
    public async Task Statements_that_were_prepared_before_are_prepared_anew()
    {
        await using var owner = await database.ConnectAsOwnerAsync();
        await owner.RunAsync("CREATE TABLE migrated AS SELECT 'one'::text AS word");
        await owner.RunAsync("GRANT SELECT ON migrated TO PUBLIC");
        await using var services = Nodes.On(database, clock: TimeProvider.System);
        await AskInAllSessionsAsync(services);

        await owner.RunAsync("ALTER TABLE migrated ALTER COLUMN word TYPE varchar(9)");
        await Task.Delay(300);

        await AskInAllSessionsAsync(services);
    }

    [Fact]
    public async Task Statements_that_the_server_has_forgotten_are_prepared_anew()
    {
        await using var services = Nodes.On(database, clock: TimeProvider.System);
        var bench = new AttemptBench(services);

        await bench.RunAsync(
            async (number, lease) =>
            {
                for (var i = 0; i < 3; i++)
                {
                    await lease.Connection.AskAsync<int>("SELECT 1");
                }

                if (number == 1)
                {
                    await lease.Connection.RunAsync("DEALLOCATE ALL");
                }

                await lease.Connection.AskAsync<int>("SELECT 1");
            }
        );

        bench.Count.ShouldBe(2);
    }

    /// <summary>As many at once as there are sessions, each often enough that its statement is prepared.</summary>
    private static async Task AskInAllSessionsAsync(IServiceProvider services)
    {
        using var all = new Barrier(Sessions);

        await Task.WhenAll(
            Enumerable
                .Range(0, Sessions)
                .Select(_ =>
                    Task.Run(() =>
                        new AttemptBench(services).RunAsync(
                            async (number, lease) =>
                            {
                                if (number == 1)
                                {
                                    all.SignalAndWait();
                                }

                                for (var i = 0; i < 3; i++)
                                {
                                    await lease.Connection.AskAsync<string>(Question);
                                }
                            }
                        )
                    )
                )
        );
    }
}
