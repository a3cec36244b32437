using Enterprise.Infrastructure.Connections.Standbys;
using Enterprise.Tests.Support.Postgres;

namespace Enterprise.Infrastructure.Tests.Connections.Standbys;

public sealed class ServerPlaceTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Theory]
    [InlineData("Host=db", "db:5432")]
    [InlineData("Host=db;Port=6000", "db:6000")]
    [InlineData("Host=a,b;Port=6000", "a:6000 b:6000")]
    [InlineData("Host=a:1, b:2", "a:1 b:2")]
    [InlineData("Host=a:1,b;Port=6000", "a:1 b:6000")]
    [InlineData("Host=/run/postgresql", "/run/postgresql:5432")]
    [InlineData("Host=a:x;Port=6000", "a:x:6000")]
    [InlineData("Host=::1,fe80::2;Port=6000", "::1:6000 fe80::2:6000")]
    [InlineData("Host=[::1]:1,[fe80::2]", "[::1]:1 [fe80::2]:5432")]
    public void A_connection_string_names_its_servers_with_their_ports(string text, string places) =>
        string.Join(' ', ServerPlace.Of(text)).ShouldBe(places);

    [Fact]
    public async Task A_connection_is_at_the_place_that_its_string_names()
    {
        await using var connection = await database.ConnectAsAppAsync();

        ServerPlace.Of(connection).ShouldBe(ServerPlace.Of(database.AppConnectionString).Single());
    }
}
