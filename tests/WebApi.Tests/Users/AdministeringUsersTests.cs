using Enterprise.WebApi.Tests.Hosting;

namespace Enterprise.WebApi.Tests.Users;

public sealed class AdministeringUsersTests(RunningService service) : IClassFixture<RunningService>
{
    [Fact]
    public async Task An_administrator_finds_a_user_by_address_whatever_its_case()
    {
        var me = await service.Alice.GetAsync(Paths.Me);
        var email = me.Member("email")!;

        foreach (var text in (string[])[email, email.ToUpperInvariant(), email.ToLowerInvariant()])
        {
            (await service.Admin.GetAsync($"{Paths.Users}?email={Uri.EscapeDataString(text)}"))
                .ShouldBe(200)
                .Text.ShouldBe($$"""{"items":[{{me.Text}}],"nextCursor":null}""");
        }
    }

    [Fact]
    public async Task An_address_that_nobody_has_gives_an_empty_list() =>
        (await service.Admin.GetAsync($"{Paths.Users}?email=nobody@example.org"))
            .ShouldBe(200)
            .Text.ShouldBe("""{"items":[],"nextCursor":null}""");

    [Theory]
    [InlineData("email=")]
    [InlineData("email=%00")]
    [InlineData("email=a&email=b")]
    public async Task A_bad_address_is_refused(string query) =>
        (await service.Admin.GetAsync($"{Paths.Users}?{query}")).ShouldBeProblem(400, "email");

    [Fact]
    public async Task An_administrator_changes_and_deletes_a_user()
    {
        var user = await service.RegisterAsync();
        var trip = await user.PlanAsync();
        var path = Paths.User(user.UserId);

        (await service.Admin.PatchAsync(path, """{"displayName": "Eve"}""")).ShouldBe(200);
        (await user.GetAsync(Paths.Me)).Member("displayName").ShouldBe("Eve");
        (await service.Admin.DeleteAsync(path)).ShouldBe(204);
        (await service.Admin.DeleteAsync(path)).ShouldBeProblem(404);
        (await service.Admin.GetAsync(path)).ShouldBeProblem(404);
        (await service.Admin.PatchAsync(path, "{}")).ShouldBeProblem(404);
        (await service.Admin.GetAsync(Paths.Trip(trip.Id))).ShouldBeProblem(404);
        (await user.GetAsync(Paths.Me)).ShouldBeProblem(401);
    }

    [Fact]
    public async Task A_freed_address_can_be_taken_again()
    {
        var body = UserBody.With();
        var user = (await service.Admin.PostAsync(Paths.Users, body)).ShouldBe(201);
        (await service.Admin.DeleteAsync(Paths.User(user.Id))).ShouldBe(204);

        (await service.Admin.PostAsync(Paths.Users, body)).ShouldBe(201).Id.ShouldNotBe(user.Id);
    }
}
