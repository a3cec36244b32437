using System.Globalization;
using Enterprise.Tests.Support.Embeddings;
using Enterprise.Tests.Support.Postgres;
using Enterprise.WebApi.Tests.Hosting;
using Enterprise.WebApi.Tests.Secrecy;

namespace Enterprise.WebApi.Tests.Destinations;

/// <summary>Two nodes with an outside embedding service that fails and comes back.</summary>
public sealed class EmbeddingOutageTests : IAsyncLifetime
{
    private const string ByMeaning = """{"text": "rolling dunes", "mode": "vector", "limit": 1}""";
    private const string ByBoth = """{"text": "rolling dunes", "limit": 1}""";
    private const string ByWords = """{"text": "rolling dunes", "mode": "text"}""";

    private RunningService _service = null!;
    private FakeEmbeddingService _embeddings = null!;

    private static Guid Place { get; } = DestinationBody.NewId();

    private (string, string)[] Settings =>
        [
            .. _embeddings.Settings.Select(setting => (setting.Key, setting.Value)),
            ("Database:RequestBudget", "5"),
        ];

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        SuiteSecrets.OfTheSuite.Add("key of the embedding service", FakeEmbeddingService.Key);
        _embeddings = await FakeEmbeddingService.StartAsync();
        _service = await RunningService.StartAsync(Settings);
        _service.StartAnother(settings: Settings);
    }

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        await _service.DisposeAsync();
        await _embeddings.DisposeAsync();
    }

    [Fact]
    public async Task While_it_works_a_place_is_found_by_meaning_at_once()
    {
        await PutAsync(201);

        (await NamesAsync(ByMeaning)).ShouldBe(["Merzouga"]);
        (await NamesAsync(ByBoth)).ShouldBe(["Merzouga"]);
    }

    [Fact]
    public async Task What_is_put_while_it_is_down_is_stored_found_by_words_and_by_meaning_once_it_is_back()
    {
        await _embeddings.StopAsync();

        await PutAsync(201);
        (await NamesAsync(ByWords)).ShouldBe(["Merzouga"]);
        ShouldSayWhatFailed(await SearchAsync(ByMeaning));
        ShouldSayWhatFailed(await SearchAsync(ByBoth));

        await _embeddings.ListenAsync();
        await FoundByMeaningAsync();
        Times("rolling dunes of").ShouldBe(1);
    }

    [Fact]
    public async Task A_service_that_hangs_takes_half_of_the_requests_time_and_then_the_place_is_stored()
    {
        _embeddings.Answer = EmbeddingAnswers.Never;

        // Had it taken all of the time, the database would have had none for the place.
        await PutAsync(201);
        ShouldSayWhatFailed(await SearchAsync(ByMeaning));

        _embeddings.Answer = EmbeddingAnswers.AsAsked;
        await FoundByMeaningAsync();
    }

    [Fact]
    public async Task Another_description_is_not_found_by_what_the_one_before_meant()
    {
        await PutAsync(201);
        _embeddings.Answer = EmbeddingAnswers.Status(500);

        (
            await _service.Admin.PutAsync(
                Paths.Destination(Place),
                DestinationBody.Of("Merzouga", "Nothing but a railway station.", "MA")
            )
        ).ShouldBe(200);
        _embeddings.Answer = EmbeddingAnswers.Status(401);
        await using var owner = await _service.Database.ConnectAsOwnerAsync();

        (
            await owner.AskAsync<bool>("SELECT embedding IS NULL AND embedded_as IS NULL FROM destinations")
        ).ShouldBeTrue();
    }

    [Fact]
    public async Task The_same_description_again_keeps_its_meaning()
    {
        await PutAsync(201);
        _embeddings.Answer = EmbeddingAnswers.Status(401);
        await PutAsync(200);

        _embeddings.Answer = EmbeddingAnswers.AsAsked;

        (await NamesAsync(ByMeaning)).ShouldBe(["Merzouga"]);
    }

    [Fact]
    public async Task The_wish_of_the_service_to_be_left_alone_is_passed_on()
    {
        _embeddings.Answer = EmbeddingAnswers.Status(429, retryAfter: "30");

        (await SearchAsync(ByMeaning)).ShouldBeProblem(503).Header("Retry-After").ShouldBe("30");
    }

    [Fact]
    public async Task Whatever_it_answers_nothing_of_it_is_told()
    {
        foreach (var status in (int[])[400, 401, 500])
        {
            _embeddings.Answer = EmbeddingAnswers.Status(status);

            var answer = await SearchAsync(ByMeaning);

            ShouldSayWhatFailed(answer);
            answer.Text.ShouldNotContain(FakeEmbeddingService.Key);
            answer.Text.ShouldNotContain("127.0.0.1");
        }
    }

    private static void ShouldSayWhatFailed(Answer answer)
    {
        answer
            .ShouldBeProblem(503)
            .Json.GetProperty("detail")
            .GetString()!
            .ShouldContain("embedding service");
        int.Parse(answer.Header("Retry-After")!, CultureInfo.InvariantCulture).ShouldBeInRange(1, 60);
    }

    private async Task PutAsync(int status) =>
        (
            await _service.Admin.PutAsync(
                Paths.Destination(Place),
                DestinationBody.Of("Merzouga", "The rolling dunes of Erg Chebbi.", "MA", "desert")
            )
        ).ShouldBe(status);

    private async Task FoundByMeaningAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));

        while (await SearchAsync(ByMeaning) is var answer && (answer.Status == 503 || !answer.Items().Any()))
        {
            await Task.Delay(50, patience.Token);
        }
    }

    /// <summary>How many requests that the service has answered were for texts with these words.</summary>
    private int Times(string words) =>
        _embeddings.Requests.Count(request => request.Texts.Any(text => text.Contains(words)));

    private async Task<List<string?>> NamesAsync(string body) =>
        [
            .. (await SearchAsync(body))
                .Items()
                .Select(item => item.GetProperty("destination").GetProperty("name").GetString()),
        ];

    private Task<Answer> SearchAsync(string body) => _service.Alice.PostAsync(Paths.DestinationSearch, body);
}
