using Enterprise.WebApi.Tests.Hosting;

namespace Enterprise.WebApi.Tests.ApiKeys;

public sealed class KeysTests(RunningService service) : IClassFixture<RunningService>
{
    [Fact]
    public async Task A_revoked_key_stays_readable_with_its_end()
    {
        var key = await service.Alice.PostAsync(Paths.Keys, KeyBody.With());
        var path = Paths.Key(key.Id);

        (await service.Alice.DeleteAsync(path)).ShouldBe(204).Body.ShouldBeEmpty();

        var read = (await service.Alice.GetAsync(path)).ShouldBe(200);
        read.Member("revokedAt").ShouldNotBeNull().ShouldEndWith("Z");
        read.ETag.ShouldNotBe(key.ETag);
        (await service.Alice.GetAsync(Paths.Keys)).Text.ShouldContain(read.Text);
        (await service.Nobody.GetAsync(Paths.Trips, ("X-API-Key", key.Member("secret")!))).ShouldBeProblem(
            401
        );
    }

    [Fact]
    public async Task A_key_may_revoke_itself()
    {
        var client = await service.IssueAsync(service.Alice.UserId, "keys:read", "keys:write");
        var id = (await client.GetAsync($"{Paths.Keys}?limit=1"))
            .Json.GetProperty("items")[0]
            .GetProperty("id")
            .GetGuid();

        (await client.DeleteAsync(Paths.Key(id))).ShouldBe(204);
        (await client.DeleteAsync(Paths.Key(id))).ShouldBeProblem(401);
    }

    [Fact]
    public async Task Another_users_key_is_answered_like_one_that_is_not_there()
    {
        var key = await service.Alice.PostAsync(Paths.Keys, KeyBody.With());
        var (theirs, unknown) = (Paths.Key(key.Id), Paths.Key(Paths.UnknownId));

        (await service.Bob.GetAsync(theirs))
            .ShouldBeProblem(404)
            .ShouldTellTheSameAs(await service.Bob.GetAsync(unknown));
        (await service.Bob.DeleteAsync(theirs))
            .ShouldBeProblem(404)
            .ShouldTellTheSameAs(await service.Bob.DeleteAsync(unknown));
        (await service.Alice.GetAsync(theirs)).Raw("revokedAt").ShouldBe("null");
    }

    [Fact]
    public async Task An_administrator_reads_lists_and_revokes_anybodys_keys()
    {
        var user = await service.RegisterAsync();
        var key = await user.PostAsync(Paths.Keys, KeyBody.With());
        var list = $"{Paths.Keys}?userId={user.UserId}";

        (await service.Admin.GetAsync(Paths.Key(key.Id))).ShouldBe(200).Id.ShouldBe(key.Id);
        (await service.Admin.GetAsync(list)).ShouldBe(200).Text.ShouldContain($"{key.Id}");
        (await service.Admin.GetAsync(Paths.Keys)).ShouldBe(200).Text.ShouldNotContain($"{key.Id}");
        (await service.Bob.GetAsync(list)).ShouldBeProblem(403);
        (await user.GetAsync(list)).ShouldBe(200).Text.ShouldContain($"{key.Id}");
        (await service.Admin.DeleteAsync(Paths.Key(key.Id))).ShouldBe(204);
        (await user.GetAsync(Paths.Key(key.Id))).Raw("revokedAt").ShouldNotBe("null");
    }

    [Fact]
    public async Task An_administrator_issues_a_key_for_a_user()
    {
        var user = await service.RegisterAsync();
        var key = await service.Admin.PostAsync(Paths.KeysOf(user.UserId), KeyBody.With());

        key.ShouldBe(201).Header("Cache-Control").ShouldBe("no-store");
        key.Header("Location").ShouldBe(Paths.Key(key.Id));
        (await user.GetAsync(Paths.Key(key.Id))).ShouldBe(200);
        (await user.PlanAsync()).ShouldBe(201);
        (await service.Nobody.GetAsync(Paths.Trips, ("X-API-Key", key.Member("secret")!)))
            .ShouldBe(200)
            .Text.ShouldContain("A week in Lisbon");
        (await service.Admin.PostAsync(Paths.KeysOf(Paths.UnknownId), KeyBody.With())).ShouldBeProblem(404);
        (await service.Admin.PostAsync(Paths.KeysOf(user.UserId), "{}")).ShouldBeProblem(
            400,
            "name",
            "scopes"
        );
    }
}
