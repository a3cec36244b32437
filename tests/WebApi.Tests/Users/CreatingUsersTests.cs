using Enterprise.WebApi.Tests.Hosting;

namespace Enterprise.WebApi.Tests.Users;

public sealed class CreatingUsersTests(RunningService service) : IClassFixture<RunningService>
{
    private static readonly string[] Members =
    [
        "id",
        "email",
        "displayName",
        "preferences",
        "createdAt",
        "updatedAt",
    ];

    [Fact]
    public async Task A_new_user_is_answered_with_their_place_and_tag()
    {
        var body = UserBody.With(
            ("email", "\"Ada.New@Example.org\""),
            ("preferences", """{ "units": "metric" }""")
        );
        var user = (await service.Admin.PostAsync(Paths.Users, body)).ShouldBe(201);

        user.Header("Location").ShouldBe(Paths.User(user.Id));
        user.Id.Version.ShouldBe(7);
        user.Json.EnumerateObject().Select(member => member.Name).ShouldBe(Members);
        user.Member("email").ShouldBe("Ada.New@Example.org");
        user.Member("displayName").ShouldBe("Ada Lovelace");
        user.Raw("preferences").ShouldBe("""{"units":"metric"}""");
        user.Member("createdAt").ShouldNotBeNull().ShouldEndWith("Z");

        var read = (await service.Admin.GetAsync(user.Header("Location")!)).ShouldBe(200);
        read.Text.ShouldBe(user.Text);
        read.ETag.ShouldBe(user.ETag);
    }

    [Fact]
    public async Task Preferences_are_empty_unless_they_are_sent() =>
        (await service.Admin.PostAsync(Paths.Users, UserBody.With())).Raw("preferences").ShouldBe("{}");

    [Theory]
    [InlineData("one@example.org", "ONE@example.ORG")]
    [InlineData("ärger@example.org", "Ärger@example.org")]
    public async Task An_address_can_be_taken_once_whatever_its_case(string first, string second)
    {
        (await service.Admin.PostAsync(Paths.Users, UserBody.With(("email", $"\"{first}\"")))).ShouldBe(201);
        (
            await service.Admin.PostAsync(Paths.Users, UserBody.With(("email", $"\"{second}\"")))
        ).ShouldBeProblem(409);
        (await service.Alice.PatchAsync(Paths.Me, $$"""{"email": "{{second}}"}""")).ShouldBeProblem(409);
    }

    [Theory]
    [InlineData("email", "\"\"")]
    [InlineData("email", "\"nonsense\"")]
    [InlineData("email", "\"a@\"")]
    [InlineData("email", "\"@b\"")]
    [InlineData("email", "\"a b@c.d\"")]
    [InlineData("email", "\"a@b@c\"")]
    [InlineData("email", "\"a\\u0000@b.c\"")]
    [InlineData("email", "\"\\ud800@b.c\"")]
    [InlineData("email", "null")]
    [InlineData("email", "5")]
    [InlineData("displayName", "\"\"")]
    [InlineData("displayName", "\" \\u2003\"")]
    [InlineData("displayName", "\"\\u0000\"")]
    [InlineData("displayName", "\"\\udfff\"")]
    [InlineData("displayName", "null")]
    [InlineData("displayName", "[]")]
    [InlineData("preferences", "[]")]
    [InlineData("preferences", "\"{}\"")]
    [InlineData("preferences", "1")]
    [InlineData("preferences", "true")]
    [InlineData("id", "\"01890000-0000-7000-8000-00000000beef\"")]
    [InlineData("createdAt", "null")]
    [InlineData("updatedAt", "null")]
    [InlineData("userId", "null")]
    [InlineData("ownerId", "null")]
    [InlineData("emailKey", "\"a\"")]
    [InlineData("isAdmin", "true")]
    public async Task A_bad_member_is_refused_by_name(string name, string json) =>
        (await service.Admin.PostAsync(Paths.Users, UserBody.With((name, json)))).ShouldBeProblem(400, name);

    [Theory]
    [InlineData("email")]
    [InlineData("displayName")]
    public async Task What_is_required_is_asked_for(string name) =>
        (await service.Admin.PostAsync(Paths.Users, UserBody.Without(name))).ShouldBeProblem(400, name);

    [Fact]
    public async Task Lengths_count_code_points()
    {
        var name = string.Concat(Enumerable.Repeat("🌍", 100));
        var email = $"{new string('x', 242)}@example.org";

        (await service.Admin.PostAsync(Paths.Users, UserBody.With(("displayName", $"\"{name}\""))))
            .ShouldBe(201)
            .Member("displayName")
            .ShouldBe(name);
        (
            await service.Admin.PostAsync(Paths.Users, UserBody.With(("displayName", $"\"{name}🌍\"")))
        ).ShouldBeProblem(400, "displayName");
        (await service.Admin.PostAsync(Paths.Users, UserBody.With(("email", $"\"{email}\"")))).ShouldBe(201);
        (
            await service.Admin.PostAsync(Paths.Users, UserBody.With(("email", $"\"x{email}\"")))
        ).ShouldBeProblem(400, "email");
    }
}
