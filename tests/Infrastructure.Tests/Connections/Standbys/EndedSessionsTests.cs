using Enterprise.Tests.Support.Postgres;
using Npgsql;

namespace Enterprise.Infrastructure.Tests.Connections.Standbys;

public sealed class EndedSessionsTests(Pair pair) : IClassFixture<Pair>
{
    private const string EndWriters = """
        SELECT count(pg_terminate_backend(pid, 30000)) FROM pg_stat_activity WHERE application_name LIKE '% write'
        """;

    [Fact]
    public async Task Whose_session_an_administrator_ends_does_not_take_the_primary_to_be_down()
    {
        await pair.AddAsync(1);
        await using (var primary = new NpgsqlConnection(pair.Servers.Primary.ConnectionString))
        {
            await primary.OpenAsync();
            (await primary.AskAsync<long>(EndWriters)).ShouldBePositive();
        }

        (await pair.AddAsync(2)).ShouldBe(1);
        (await pair.AddAsync(3)).ShouldBe(1);
    }
}
