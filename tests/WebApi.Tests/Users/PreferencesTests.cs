using Enterprise.WebApi.Tests.Hosting;

namespace Enterprise.WebApi.Tests.Users;

public sealed class PreferencesTests(RunningService service) : IClassFixture<RunningService>
{
    private const int KiB16 = 16 * 1024;

    [Fact]
    public async Task As_deep_as_they_may_be_sent_they_are_shown_in_lists_too()
    {
        var user = await service.RegisterAsync();
        var deep = $"{string.Concat(Enumerable.Repeat("{\"a\":", 31))}1{new string('}', 31)}";

        (await user.PatchAsync(Paths.Me, $"{{\"preferences\": {deep}}}")).ShouldBe(200);
        (await user.GetAsync(Paths.Me)).ShouldBe(200).Raw("preferences").ShouldBe(deep);
        (await service.Admin.GetAsync($"{Paths.Users}?limit=100")).ShouldBe(200).Text.ShouldContain(deep);
        (await user.PatchAsync(Paths.Me, $"{{\"preferences\": {{\"a\":{deep}}}}}")).ShouldBeInvalid();
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"a":1.10,"b":1e5,"c":-0,"d":12345678901234567890,"e":[1,"2",null,true,{}]}""")]
    [InlineData("""{"name":"Tromsø","":"empty","a b":"\n\t"}""")]
    public async Task Preferences_come_back_as_they_were(string preferences)
    {
        var user = await service.Admin.PostAsync(Paths.Users, UserBody.With(("preferences", preferences)));

        user.ShouldBe(201).Raw("preferences").ShouldBe(preferences);
        (await service.Admin.GetAsync(Paths.User(user.Id))).Text.ShouldBe(user.Text);
    }

    [Fact]
    public async Task Quotes_and_backslashes_and_escapes_survive_in_preferences()
    {
        const string Tricky = """{"a \" b":" \\ud83c\\udf0d \\\" x ","c":"\ud83c\udf0d","d":"\u00f8"}""";

        var user = (
            await service.Admin.PostAsync(Paths.Users, UserBody.With(("preferences", Tricky)))
        ).ShouldBe(201);

        var preferences = user.Json.GetProperty("preferences");
        preferences.GetProperty("a \" b").GetString().ShouldBe(" \\ud83c\\udf0d \\\" x ");
        preferences.GetProperty("c").GetString().ShouldBe("🌍");
        preferences.GetProperty("d").GetString().ShouldBe("ø");
        (await service.Admin.GetAsync(Paths.User(user.Id))).Text.ShouldBe(user.Text);
    }

    [Theory]
    [InlineData("x", 1)]
    [InlineData("ø", 2)]
    [InlineData("🌍", 4)]
    public async Task Preferences_may_take_16_KiB(string character, int bytes)
    {
        const string Frame = """{"a":""}""";
        var longest = string.Concat(Enumerable.Repeat(character, (KiB16 - Frame.Length) / bytes));

        (await PatchAsync($$"""{"a":"{{longest}}"}""")).ShouldBe(200);
        (await PatchAsync($$"""{"a":"{{longest}}{{character}}"}""")).ShouldBeProblem(400, "preferences");
        (await PatchAsync($$"""{ "a": "{{longest}}" }""")).ShouldBe(200);
    }

    [Theory]
    [InlineData("""{"a":"\u0000"}""")]
    [InlineData("""{"a":"\ud800"}""")]
    [InlineData("""{"\u0000":1}""")]
    [InlineData("""{"\ud800":1}""")]
    [InlineData("""{"\ud800":null}""")]
    [InlineData("""{"a":{"\ud800":null}}""")]
    [InlineData("""{"a":[{"b":["\udc00"]}]}""")]
    [InlineData("""{"a":[{"\udc00":1}]}""")]
    [InlineData("""{"a":1e400}""")]
    [InlineData("""{"a":[-1e400]}""")]
    [InlineData("[]")]
    [InlineData("1")]
    [InlineData("\"text\"")]
    public async Task Preferences_that_cannot_be_stored_are_refused(string preferences)
    {
        (
            await service.Admin.PostAsync(Paths.Users, UserBody.With(("preferences", preferences)))
        ).ShouldBeInvalid();
        (await PatchAsync(preferences)).ShouldBeInvalid();
    }

    [Fact]
    public async Task A_patch_merges_preferences_at_every_depth()
    {
        var user = await service.RegisterAsync();
        (await PatchAsync("""{"a":{"b":1,"c":2},"d":3,"e":[1,2]}""", user)).ShouldBe(200);

        (await PatchAsync("""{"a":{"b":null,"x":{"y":null,"z":4}},"d":null,"e":[null]}""", user))
            .ShouldBe(200)
            .Raw("preferences")
            .ShouldBe("""{"a":{"c":2,"x":{"z":4}},"e":[null]}""");
        (await user.PatchAsync(Paths.Me, """{"preferences":null}"""))
            .ShouldBe(200)
            .Raw("preferences")
            .ShouldBe("{}");
    }

    private Task<Answer> PatchAsync(string preferences, ApiClient? client = null) =>
        (client ?? service.Alice).PatchAsync(Paths.Me, $$"""{"preferences":{{preferences}}}""");
}
