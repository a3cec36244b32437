using System.Text.Json;
using Enterprise.WebApi.Tests.Hosting;

namespace Enterprise.WebApi.Tests.ProviderKeys;

public sealed class ProviderKeysTests(RunningService service) : IClassFixture<RunningService>
{
    private static readonly string[] Members =
    [
        "service",
        "name",
        "lastFour",
        "expiresAt",
        "createdAt",
        "lastUsedAt",
        "usageCount",
    ];

    [Fact]
    public async Task A_new_key_is_201_with_its_place_and_tag_and_without_its_value()
    {
        var value = ProviderKeyBody.NewValue();

        var stored = (await PutAsync("openai", "new", value)).ShouldBe(201);

        stored.Header("Location").ShouldBe(Paths.ProviderKey("openai", "new"));
        stored.ETag.ShouldMatch("^\"[0-9a-f]{8}-[0-9a-f]{8}\"$");
        stored.Json.EnumerateObject().Select(member => member.Name).ShouldBe(Members);
        (stored.Member("service"), stored.Member("name")).ShouldBe(("openai", "new"));
        stored.Member("lastFour").ShouldBe(value[^4..]);
        stored.Member("createdAt").ShouldNotBeNull().ShouldEndWith("Z");
        (stored.Raw("expiresAt"), stored.Raw("lastUsedAt"), stored.Raw("usageCount")).ShouldBe(
            ("null", "null", "0")
        );
        stored.Text.ShouldNotContain(value[..^4]);
    }

    [Fact]
    public async Task Another_value_is_200_and_keeps_the_time_of_the_first()
    {
        var first = await PutAsync("openai", "renewed", ProviderKeyBody.NewValue());
        var value = ProviderKeyBody.NewValue();

        var second = (
            await service.Alice.PutAsync(
                Paths.ProviderKey("openai", "renewed"),
                ProviderKeyBody.With(value, ("expiresAt", "\"2999-01-02T03:04:05+01:00\""))
            )
        ).ShouldBe(200);

        second.Header("Location").ShouldBeNull();
        second.ETag.ShouldNotBe(first.ETag);
        second.Member("lastFour").ShouldBe(value[^4..]);
        second.Member("expiresAt").ShouldBe("2999-01-02T02:04:05Z");
        second.Raw("createdAt").ShouldBe(first.Raw("createdAt"));
        (await KeysOfAsync(service.Alice, "renewed")).ShouldBe([second.Text]);
    }

    [Fact]
    public async Task A_value_appears_in_no_list()
    {
        var user = await service.RegisterAsync();
        var value = ProviderKeyBody.NewValue();
        var stored = await user.PutAsync(Paths.ProviderKey("maps", "only"), ProviderKeyBody.With(value));

        var list = (await user.GetAsync(Paths.ProviderKeys)).ShouldBe(200);

        list.Text.ShouldBe($$"""{"items":[{{stored.ShouldBe(201).Text}}],"nextCursor":null}""");
        list.Text.ShouldNotContain(value[..^4]);
        var head = (await user.HeadAsync(Paths.ProviderKeys)).ShouldBe(200);
        head.Body.ShouldBeEmpty();
        head.Header("Content-Length").ShouldBe($"{list.Body.Length}");
    }

    [Fact]
    public async Task Keys_are_listed_newest_first_in_parts_by_cursors_of_the_callers_own()
    {
        var user = await service.RegisterAsync();

        foreach (var name in (string[])["first", "second", "third"])
        {
            await user.PutAsync(Paths.ProviderKey("maps", name), ProviderKeyBody.With("0123456789"));
        }

        var first = await user.GetAsync($"{Paths.ProviderKeys}?limit=2");
        var second = await user.GetAsync(first.Next().ShouldNotBeNull());

        Names(first).ShouldBe(["third", "second"]);
        Names(second).ShouldBe(["first"]);
        second.Next().ShouldBeNull();
        (await service.Bob.GetAsync(first.Next()!)).ShouldBeProblem(400, "cursor");
        var cursor = first.Member("nextCursor");
        (await user.GetAsync($"{Paths.Keys}?cursor={cursor}")).ShouldBeProblem(400, "cursor");
        (await user.GetAsync($"{Paths.ProviderKeys}?limit=0")).ShouldBeProblem(400, "limit");
        (await user.GetAsync($"{Paths.ProviderKeys}?service=maps")).ShouldBeProblem(400, "service");
    }

    [Fact]
    public async Task A_deleted_key_is_gone()
    {
        await PutAsync("openai", "gone", ProviderKeyBody.NewValue());
        var path = Paths.ProviderKey("openai", "gone");

        (await service.Alice.DeleteAsync(path)).ShouldBe(204).Body.ShouldBeEmpty();

        (await service.Alice.DeleteAsync(path)).ShouldBeProblem(404);
        (await KeysOfAsync(service.Alice, "gone")).ShouldBeEmpty();
        (await PutAsync("openai", "gone", ProviderKeyBody.NewValue())).ShouldBe(201);
    }

    [Fact]
    public async Task Preconditions_are_held_to()
    {
        var path = Paths.ProviderKey("openai", "guarded");
        var body = ProviderKeyBody.With(ProviderKeyBody.NewValue());

        (await service.Alice.PutAsync(path, body, ("If-Match", "*"))).ShouldBeProblem(412);
        (await service.Alice.PutAsync(path, body, ("If-Match", "\"00000001\""))).ShouldBeProblem(412);
        var first = (await service.Alice.PutAsync(path, body, ("If-None-Match", "*"))).ShouldBe(201);
        (await service.Alice.PutAsync(path, body, ("If-None-Match", "*"))).ShouldBeProblem(412);
        var second = (await service.Alice.PutAsync(path, body, ("If-Match", first.ETag))).ShouldBe(200);
        (await service.Alice.PutAsync(path, body, ("If-Match", first.ETag))).ShouldBeProblem(412);
        (await service.Alice.DeleteAsync(path, ("If-Match", first.ETag))).ShouldBeProblem(412);
        (await service.Alice.DeleteAsync(path, ("If-Match", second.ETag))).ShouldBe(204);
        (await service.Alice.DeleteAsync(path, ("If-Match", second.ETag))).ShouldBeProblem(404);
    }

    [Fact]
    public async Task The_same_name_is_another_key_for_another_user()
    {
        await PutAsync("openai", "theirs", ProviderKeyBody.NewValue());
        var path = Paths.ProviderKey("openai", "theirs");
        var unknown = await service.Bob.DeleteAsync(Paths.ProviderKey("openai", "nobodys"));

        (await service.Bob.DeleteAsync(path)).ShouldBeProblem(404).ShouldTellTheSameAs(unknown);
        (await service.Bob.GetAsync(Paths.ProviderKeys)).ShouldBe(200).Text.ShouldNotContain("theirs");
        var bobs = ProviderKeyBody.With(ProviderKeyBody.NewValue());
        (await service.Bob.PutAsync(path, bobs)).ShouldBe(201);
        (await service.Bob.DeleteAsync(path)).ShouldBe(204);
        (await KeysOfAsync(service.Alice, "theirs")).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task An_administrator_reads_anybodys_list()
    {
        var user = await service.RegisterAsync();
        await user.PutAsync(Paths.ProviderKey("maps", "seen"), ProviderKeyBody.With("0123456789"));
        var list = $"{Paths.ProviderKeys}?userId={user.UserId}";

        Names(await service.Admin.GetAsync(list)).ShouldBe(["seen"]);
        Names(await user.GetAsync(list)).ShouldBe(["seen"]);
        Names(await service.Admin.GetAsync(Paths.ProviderKeys)).ShouldNotContain("seen");
        (await service.Bob.GetAsync(list)).ShouldBeProblem(403);
        (await service.Admin.GetAsync($"{Paths.ProviderKeys}?userId=x")).ShouldBeProblem(400, "userId");
    }

    [Fact]
    public async Task First_puts_at_once_make_one_key()
    {
        var path = Paths.ProviderKey("openai", "raced");

        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(_ => service.Alice.PutAsync(path, ProviderKeyBody.With(ProviderKeyBody.NewValue())))
        );

        answers.Count(answer => answer.Status == 201).ShouldBe(1);
        answers.ShouldAllBe(answer => answer.Status == 200 || answer.Status == 201);
        (await KeysOfAsync(service.Alice, "raced")).ShouldHaveSingleItem();
    }

    private static List<string?> Names(Answer page) =>
        [.. Items(page).Select(item => item.GetProperty("name").GetString())];

    private static JsonElement.ArrayEnumerator Items(Answer page) =>
        page.ShouldBe(200).Json.GetProperty("items").EnumerateArray();

    private static async Task<IReadOnlyList<string>> KeysOfAsync(ApiClient client, string name) =>
        [
            .. Items(await client.GetAsync($"{Paths.ProviderKeys}?limit=100"))
                .Where(item => item.GetProperty("name").ValueEquals(name))
                .Select(item => item.GetRawText()),
        ];

    private Task<Answer> PutAsync(string provider, string name, string value) =>
        service.Alice.PutAsync(Paths.ProviderKey(provider, name), ProviderKeyBody.With(value));
}
