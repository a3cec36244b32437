using Enterprise.Tests.Support.Postgres;
using Enterprise.WebApi.Tests.Hosting;
using Enterprise.WebApi.Tests.SearchHistory;
using Npgsql;

namespace Enterprise.WebApi.Tests.Users;

public sealed class OneselfTests(RunningService service) : IClassFixture<RunningService>
{
    [Fact]
    public async Task Users_read_themselves_as_an_administrator_does()
    {
        var me = (await service.Alice.GetAsync(Paths.Me)).ShouldBe(200);
        var byId = (await service.Admin.GetAsync(Paths.User(service.Alice.UserId))).ShouldBe(200);

        me.Id.ShouldBe(service.Alice.UserId);
        byId.Text.ShouldBe(me.Text);
        VersionOf(byId).ShouldBe(VersionOf(me));
    }

    [Fact]
    public async Task The_tag_of_another_user_does_not_pass_for_ones_own()
    {
        var (ada, bea) = (await service.RegisterAsync(), await service.RegisterAsync());
        var (hers, own) = (await ada.GetAsync(Paths.Me), await bea.GetAsync(Paths.Me));
        // What Ada would have been told, were the two rows of one version.
        var foreign = VersionOf(own) + hers.ETag[VersionOf(hers).Length..];

        (await bea.GetAsync(Paths.Me, ("If-None-Match", own.ETag))).ShouldBe(304);
        (await bea.GetAsync(Paths.Me, ("If-None-Match", foreign))).ShouldBe(200).Id.ShouldBe(bea.UserId);
        (await bea.PatchAsync(Paths.Me, "{}", ("If-Match", foreign))).ShouldBe(412);
    }

    [Fact]
    public async Task Users_change_parts_of_themselves()
    {
        var user = await service.RegisterAsync();
        var before = await user.GetAsync(Paths.Me);
        var changed = (await user.PatchAsync(Paths.Me, """{"displayName": "Eve"}""")).ShouldBe(200);

        changed.Member("displayName").ShouldBe("Eve");
        changed.Member("email").ShouldBe(before.Member("email"));
        changed.Member("createdAt").ShouldBe(before.Member("createdAt"));
        changed.ETag.ShouldNotBe(before.ETag);
        (await user.GetAsync(Paths.Me)).Text.ShouldBe(changed.Text);
        (await user.PatchAsync(Paths.Me, "{}")).ShouldBe(200).ETag.ShouldBe(changed.ETag);
    }

    [Theory]
    [InlineData("""{"email": null}""", "email")]
    [InlineData("""{"displayName": null}""", "displayName")]
    [InlineData("""{"displayName": " "}""", "displayName")]
    [InlineData("""{"email": "nonsense"}""", "email")]
    [InlineData("""{"id": null}""", "id")]
    [InlineData("""{"createdAt": null}""", "createdAt")]
    [InlineData("""{"updatedAt": null}""", "updatedAt")]
    [InlineData("""{"userId": null}""", "userId")]
    [InlineData("""{"ownerId": null}""", "ownerId")]
    [InlineData("""{"displayName": "\u0000"}""", "displayName")]
    [InlineData("""{"displayName": "\ud800"}""", "displayName")]
    [InlineData("""{"email": "a\udfff@b.c"}""", "email")]
    [InlineData("""{"nonsense": null}""", "nonsense")]
    [InlineData("""{"scopes": ["admin"]}""", "scopes")]
    public async Task A_bad_change_is_refused_by_name(string patch, string name)
    {
        var before = await service.Alice.GetAsync(Paths.Me);

        (await service.Alice.PatchAsync(Paths.Me, patch)).ShouldBeProblem(400, name);
        (await service.Alice.GetAsync(Paths.Me)).Text.ShouldBe(before.Text);
    }

    [Fact]
    public async Task One_may_change_the_case_of_ones_own_address()
    {
        var user = await service.RegisterAsync();
        var email = (await user.GetAsync(Paths.Me)).Member("email")!.ToUpperInvariant();

        (await user.PatchAsync(Paths.Me, $$"""{"email": "{{email}}"}"""))
            .ShouldBe(200)
            .Member("email")
            .ShouldBe(email);
    }

    [Fact]
    public async Task Who_deletes_themselves_takes_everything_along()
    {
        var user = await service.RegisterAsync();
        var trip = await OwnEverythingAsync(user);
        var key = await user.PostAsync(Paths.Keys, KeyBody.With());

        (await user.DeleteAsync(Paths.Me)).ShouldBe(204).Body.ShouldBeEmpty();

        (await user.GetAsync(Paths.Me)).ShouldBeProblem(401);
        (await service.Admin.GetAsync(Paths.User(user.UserId))).ShouldBeProblem(404);
        (await service.Admin.GetAsync(Paths.Trip(trip.Id))).ShouldBeProblem(404);
        (await service.Admin.GetAsync(Paths.Key(key.Id))).ShouldBeProblem(404);
        await using var connection = await service.Database.ConnectAsOwnerAsync();
        (await RowsAsync(connection, user.UserId)).ShouldBe([0, 0, 0, 0, 0, 0, 0]);
    }

    [Fact]
    public async Task Who_is_deleted_goes_with_everything_at_once()
    {
        var user = await service.RegisterAsync();
        await OwnEverythingAsync(user);
        await using var connection = await service.Database.ConnectAsOwnerAsync();
        var before = await RowsAsync(connection, user.UserId);
        before.ShouldAllBe(count => count > 0);
        await using var holder = await service.Database.ConnectAsOwnerAsync();
        var hold = await holder.BeginTransactionAsync();
        await holder.RunAsync("SELECT FROM trip_stops WHERE user_id = $1 FOR UPDATE", user.UserId);

        var deletion = service.Admin.DeleteAsync(Paths.User(user.UserId));
        await using var observer = await service.Database.ConnectAsAdminAsync();
        await observer.UntilWaitingAsync(1);
        (await RowsAsync(connection, user.UserId)).ShouldBe(before);

        await hold.RollbackAsync();
        (await deletion).ShouldBe(204);
        (await RowsAsync(connection, user.UserId)).ShouldBe([0, 0, 0, 0, 0, 0, 0]);
    }

    /// <summary>Makes a row in each table for the user, who has a key already.</summary>
    private async Task<Answer> OwnEverythingAsync(ApiClient user)
    {
        var trip = await user.PostAsync(Paths.Trips, TripBody.Least, ("Idempotency-Key", $"{user.UserId}"));
        var stop = await user.PostAsync(Paths.Stops(trip.ShouldBe(201).Id), """{"day": 1, "title": "a"}""");
        stop.ShouldBe(201);
        var path = Paths.ProviderKey("openai", "default");
        (await user.PutAsync(path, ProviderKeyBody.With(ProviderKeyBody.NewValue()))).ShouldBe(201);
        await using var everybodys = await service.Database.ConnectAsOwnerAsync();
        await everybodys.AddSearchAsync(user.UserId);

        return trip;
    }

    /// <summary>How many rows there are of the user in each table.</summary>
    private static async Task<IReadOnlyList<long>> RowsAsync(NpgsqlConnection connection, Guid user)
    {
        var counts = new List<long>
        {
            await connection.AskAsync<long>("SELECT count(*) FROM users WHERE id = $1", user),
        };

        foreach (
            var table in (string[])
                ["trips", "trip_stops", "api_keys", "provider_keys", "search_history", "idempotency_records"]
        )
        {
            counts.Add(
                await connection.AskAsync<long>($"SELECT count(*) FROM {table} WHERE user_id = $1", user)
            );
        }

        return counts;
    }

    /// <summary>A tag up to the mark of its reader.</summary>
    private static string VersionOf(Answer answer) => answer.ETag[..answer.ETag.IndexOf('-')];
}
