using System.Globalization;
using System.Text.Json;
using Enterprise.WebApi.Tests.Hosting;

namespace Enterprise.WebApi.Tests.Destinations;

/// <summary>Six places that are described in other words than they are asked for.</summary>
public sealed class SearchingTests : IClassFixture<RunningService>, IAsyncLifetime
{
    private static readonly (string Name, string Description, string Country, string[] Tags)[] Places =
    [
        (
            "Sagres",
            "Atlantic swell rolls onto long sandy strands; boards for hire.",
            "PT",
            ["coast", "sport"]
        ),
        ("Vienna", "Galleries, opera houses and coffee houses of an imperial capital.", "AT", ["culture"]),
        ("Beaune", "Burgundy cellars and paths through vineyards that turn red in October.", "FR", ["food"]),
        ("Zermatt", "Glaciers, lifts and groomed pistes below the Matterhorn.", "CH", ["sport", "mountains"]),
        ("Kruger", "Lions, elephants and rhinos in the bush.", "ZA", ["animals"]),
        ("Kyoto", "Temples, moss gardens and wooden tea houses.", "JP", ["culture", "gardens"]),
    ];

    private readonly RunningService _service;

    public SearchingTests(RunningService service) => _service = service;

    public async Task InitializeAsync()
    {
        if ((await _service.Alice.GetAsync($"{Paths.Destinations}?limit=1")).Items().Any())
        {
            return;
        }

        foreach (var (name, description, country, tags) in Places)
        {
            var body = DestinationBody.Of(name, description, country, tags);
            (await _service.Admin.PutAsync(Paths.Destination(DestinationBody.NewId()), body)).ShouldBe(201);
        }
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Theory]
    [InlineData("surfing holiday at the beach", "Sagres")]
    [InlineData("museums and music in a big city", "Vienna")]
    [InlineData("wine and hiking in autumn", "Beaune")]
    [InlineData("ski resort with snow", "Zermatt")]
    [InlineData("safari with wild animals", "Kruger")]
    [InlineData("zen and Japanese culture", "Kyoto")]
    public async Task A_place_is_found_by_what_is_meant(string text, string first)
    {
        (await NamesAsync(_service.Alice, $$"""{"text": "{{text}}", "mode": "vector"}"""))[0].ShouldBe(first);
        (await NamesAsync(_service.Alice, $$"""{"text": "{{text}}"}"""))[0].ShouldBe(first);
    }

    [Fact]
    public async Task Words_find_those_that_have_them_and_similarity_is_null()
    {
        var found = (await SearchAsync(_service.Alice, """{"text": "vineyard glaciers", "mode": "text"}"""))
            .Items()
            .ToArray();

        found.Select(NameOf).ShouldBe(["Beaune", "Zermatt"], ignoreOrder: true);
        found.ShouldAllBe(item => item.GetProperty("similarity").ValueKind == JsonValueKind.Null);
    }

    /// <summary>Four have "houses", two of them again and again; one has "imperial" and "capital", too.</summary>
    [Fact]
    public async Task A_rare_word_counts_for_more_than_a_common_one_that_is_repeated()
    {
        var user = await _service.RegisterAsync();
        Guid[] others = [DestinationBody.NewId(), DestinationBody.NewId()];

        foreach (var id in others)
        {
            var body = DestinationBody.Of(
                "Whitby",
                "Houses of captains, houses of fishermen, houses of whalers.",
                "GB",
                "houses"
            );
            (await _service.Admin.PutAsync(Paths.Destination(id), body)).ShouldBe(201);
        }

        var names = await NamesAsync(user, """{"text": "houses and an imperial capital", "mode": "text"}""");

        foreach (var id in others)
        {
            (await _service.Admin.DeleteAsync(Paths.Destination(id))).ShouldBe(204);
        }

        names.ShouldBe(["Vienna", "Whitby", "Whitby", "Kyoto"]);
    }

    [Theory]
    [InlineData("temples'")]
    [InlineData("o'clock \\\\ temples | & ! <-> :* (")]
    [InlineData("https://example.com/a?b=1&c='2' temples")]
    public async Task Whatever_stands_between_words_is_no_syntax(string text) =>
        (await NamesAsync(_service.Alice, $$"""{"text": "{{text}}", "mode": "text"}""")).ShouldBe(["Kyoto"]);

    [Fact]
    public async Task The_best_comes_first_with_a_similarity_and_a_score()
    {
        var found = (
            await SearchAsync(_service.Alice, """{"text": "elephants", "mode": "vector", "limit": 6}""")
        )
            .Items()
            .ToArray();

        found.Length.ShouldBe(6);
        found[0].GetProperty("destination").EnumerateObject().Count().ShouldBe(7);
        var similarities = found.Select(item => item.GetProperty("similarity").GetDouble()).ToArray();
        similarities.ShouldBe(similarities.OrderDescending());
        similarities.ShouldAllBe(similarity => similarity >= -1 && similarity <= 1);
    }

    [Fact]
    public async Task A_filter_leaves_others_out_and_shortens_nothing()
    {
        (await NamesAsync(_service.Alice, """{"text": "ski", "filter": {"country": "JP"}}""")).ShouldBe([
            "Kyoto",
        ]);
        (
            await NamesAsync(
                _service.Alice,
                """{"text": "ski", "filter": {"tags": ["culture"]}, "limit": 2}"""
            )
        ).Length.ShouldBe(2);
        (
            await NamesAsync(
                _service.Alice,
                """{"text": "ski", "filter": {"tags": ["culture", "gardens"]}}"""
            )
        ).ShouldBe(["Kyoto"]);
        (
            await NamesAsync(
                _service.Alice,
                """{"text": "temples", "mode": "text", "filter": {"country": "AT"}}"""
            )
        ).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_least_similarity_leaves_out_what_is_less_alike()
    {
        var all = (await SearchAsync(_service.Alice, """{"text": "lions", "mode": "vector"}"""))
            .Items()
            .ToArray();
        var second = all[1].GetProperty("similarity").GetDouble();
        var least = Math.Max(0, Math.Round(second + 0.001, 3)).ToString(CultureInfo.InvariantCulture);

        (await NamesAsync(_service.Alice, $$"""{"text": "lions", "minSimilarity": {{least}}}""")).ShouldBe([
            "Kruger",
        ]);
    }

    [Fact]
    public async Task An_embedding_of_ones_own_is_taken_for_the_meaning()
    {
        var numbers = string.Join(',', Enumerable.Range(0, 384).Select(n => n == 7 ? "1" : "0.5"));

        var answer = await SearchAsync(_service.Alice, $$"""{"embedding": [{{numbers}}], "limit": 3}""");

        answer.ShouldBe(200).Items().Count().ShouldBe(3);
    }

    [Theory]
    [InlineData("3e38")]
    [InlineData("1e20")]
    [InlineData("1e-22")]
    [InlineData("1e-40")]
    [InlineData("1e-45")]
    public async Task How_long_an_embedding_of_ones_own_is_does_not_matter(string one)
    {
        var of = (string number) =>
            string.Join(',', Enumerable.Range(0, 384).Select(n => n % 2 == 0 ? number : "0"));
        const string Rest = "\"text\": \"lions\", \"limit\": 6";

        var asUsual = (
            await SearchAsync(_service.Alice, $$"""{"embedding": [{{of("1")}}], {{Rest}}}""")
        ).Items();
        var extreme = (
            await SearchAsync(_service.Alice, $$"""{"embedding": [{{of(one)}}], {{Rest}}}""")
        ).Items();

        extreme.Select(Similarity).ShouldBe(asUsual.Select(Similarity), 1e-6);

        static double Similarity(JsonElement item) => item.GetProperty("similarity").GetDouble();
    }

    [Fact]
    public async Task A_member_that_a_filter_does_not_know_is_named_once() =>
        (await _service.Alice.PostAsync(Paths.DestinationSearch, """{"text": "a", "filter": {"tag": "a"}}"""))
            .ShouldBeProblem(400, "filter.tag")
            .Json.GetProperty("errors")
            .GetProperty("filter.tag")
            .GetArrayLength()
            .ShouldBe(1);

    [Theory]
    [InlineData("{}", "text")]
    [InlineData("""{"text": " "}""", "text")]
    [InlineData("""{"text": "\u0000"}""", "text")]
    [InlineData("""{"embedding": [1, 2, 3]}""", "embedding")]
    [InlineData("""{"embedding": "1"}""", "embedding")]
    [InlineData("""{"text": "a", "mode": "magic"}""", "mode")]
    [InlineData("""{"text": "a", "limit": 0}""", "limit")]
    [InlineData("""{"text": "a", "limit": 51}""", "limit")]
    [InlineData("""{"text": "a", "minSimilarity": 1.1}""", "minSimilarity")]
    [InlineData("""{"text": "a", "minSimilarity": -0.1}""", "minSimilarity")]
    [InlineData("""{"text": "a", "filter": {"country": "XX"}}""", "filter.country")]
    [InlineData("""{"text": "a", "filter": {"tags": ["A"]}}""", "filter.tags")]
    [InlineData("""{"text": "a", "filter": {"tag": "a"}}""", "filter.tag")]
    [InlineData("""{"text": "a", "page": 1}""", "page")]
    public async Task A_bad_search_is_refused_by_name(string body, string member) =>
        (await _service.Alice.PostAsync(Paths.DestinationSearch, body)).ShouldBeProblem(400, member);

    [Fact]
    public async Task Words_alone_need_a_text_and_all_zero_means_nothing()
    {
        var zeros = string.Join(',', Enumerable.Repeat("0", 384));

        (
            await _service.Alice.PostAsync(Paths.DestinationSearch, $$"""{"embedding": [{{zeros}}]}""")
        ).ShouldBeProblem(400, "embedding");
        (
            await _service.Alice.PostAsync(
                Paths.DestinationSearch,
                $$"""{"mode": "text", "embedding": [{{zeros.Replace('0', '1')}}]}"""
            )
        ).ShouldBeProblem(400, "text");
    }

    [Fact]
    public async Task Each_search_is_in_the_callers_history_and_in_nobody_elses()
    {
        var user = await _service.RegisterAsync();
        await SearchAsync(user, """{"text": "temples", "limit": 3, "filter": {"country": "JP"}}""");

        var search = (await user.GetAsync(Paths.SearchHistory)).Items().ShouldHaveSingleItem();

        search.GetProperty("resultsCount").GetInt32().ShouldBe(1);
        search.GetProperty("durationMs").GetInt32().ShouldBeGreaterThanOrEqualTo(0);
        search
            .GetProperty("parameters")
            .GetRawText()
            .ShouldBe("""{"text":"temples","mode":"hybrid","limit":3,"filter":{"country":"JP"}}""");
        (await _service.Bob.GetAsync(Paths.SearchHistory))
            .Ids()
            .ShouldNotContain(search.GetProperty("id").GetGuid());
    }

    [Fact]
    public async Task A_search_that_is_sent_again_under_its_key_is_answered_as_before_and_noted_once()
    {
        var user = await _service.RegisterAsync();
        const string Body = """{"text": "temples"}""";

        var first = await user.PostAsync(Paths.DestinationSearch, Body, ("Idempotency-Key", "again"));
        var second = await user.PostAsync(Paths.DestinationSearch, Body, ("Idempotency-Key", "again"));

        second.ShouldBe(200).Text.ShouldBe(first.ShouldBe(200).Text);
        second.Header("Idempotency-Replayed").ShouldBe("true");
        (await user.GetAsync(Paths.SearchHistory)).Ids().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Those_that_are_like_another_one_come_without_it()
    {
        var temples = (await SearchAsync(_service.Alice, """{"text": "Kyoto", "mode": "text"}"""))
            .Items()
            .Single();
        var id = temples.GetProperty("destination").GetProperty("id").GetGuid();

        var similar = (await _service.Alice.GetAsync($"{Paths.SimilarTo(id)}?limit=5")).Items().ToArray();

        similar.Select(NameOf).ShouldNotContain("Kyoto");
        similar.Length.ShouldBe(5);
        (await _service.Alice.GetAsync($"{Paths.SimilarTo(id)}?limit=0")).ShouldBeProblem(400, "limit");
    }

    private static string? NameOf(JsonElement item) =>
        item.GetProperty("destination").GetProperty("name").GetString();

    private static async Task<string?[]> NamesAsync(ApiClient client, string body) =>
        [.. (await SearchAsync(client, body)).Items().Select(NameOf)];

    private static async Task<Answer> SearchAsync(ApiClient client, string body) =>
        (await client.PostAsync(Paths.DestinationSearch, body)).ShouldBe(200);
}
