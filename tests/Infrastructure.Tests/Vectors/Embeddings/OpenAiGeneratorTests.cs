using System.Diagnostics.Metrics;
using System.Text.Json;
using Enterprise.Application.Destinations;
using Enterprise.Infrastructure.Vectors.Embeddings;
using Enterprise.Tests.Support.Embeddings;

namespace Enterprise.Infrastructure.Tests.Vectors.Embeddings;

/// <summary>How an embedding service is asked, what of its answers is taken, and what is asked again.</summary>
public sealed class OpenAiGeneratorTests : IAsyncLifetime
{
    private FakeEmbeddingService _service = null!;

    /// <inheritdoc/>
    public async Task InitializeAsync() => _service = await FakeEmbeddingService.StartAsync();

    /// <inheritdoc/>
    public async Task DisposeAsync() => await _service.DisposeAsync();

    [Fact]
    public async Task It_is_asked_as_the_api_is_documented()
    {
        (await AskAsync(["sea and sun"])).Length.ShouldBe(1);

        var request = _service.Requests.ShouldHaveSingleItem();
        (request.Method, request.Path).ShouldBe(("POST", "/v1/embeddings"));
        request.Authorization.ShouldBe($"Bearer {FakeEmbeddingService.Key}");
        JsonSerializer
            .Serialize(request.Body)
            .ShouldBe(
                """{"model":"fake-embedding:small","input":["sea and sun"],"dimensions":384,"encoding_format":"float"}"""
            );
    }

    [Fact]
    public async Task Many_texts_go_in_batches_and_come_back_in_their_order_whatever_that_of_the_answer()
    {
        _service.Answer = EmbeddingAnswers.Backwards;
        string[] texts = [.. Enumerable.Range(0, 10).Select(n => $"text number{n}")];

        var made = await AskAsync(texts, ("BatchSize", "4"));

        _service.Requests.Select(request => request.Texts.Count).ShouldBe([4, 4, 2]);
        made.ShouldBe(texts.Select(EmbeddingAnswers.NumbersOf).Select(AsNumbers));
    }

    [Theory]
    [InlineData("3e38")]
    [InlineData("1e-45")]
    public async Task Numbers_whose_squares_are_too_large_or_too_small_keep_their_direction(string number)
    {
        _service.Answer = EmbeddingAnswers.Numbers([.. Enumerable.Repeat(number, 384)]);

        var made = (await AskAsync(["text"])).ShouldHaveSingleItem();

        made.ShouldAllBe(each => Math.Abs(each - (1 / Math.Sqrt(384))) < 1e-6);
    }

    [Theory]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task What_fails_in_passing_is_asked_again(int status)
    {
        _service
            .Then(EmbeddingAnswers.Status(status, retryAfter: "0"))
            .Then(EmbeddingAnswers.Status(status, retryAfter: "0"));

        await AskAsync(["text"]);

        _service.Requests.Count.ShouldBe(3);
    }

    [Fact]
    public async Task Connections_that_break_are_asked_again_and_so_are_time_outs()
    {
        _service.Then(EmbeddingAnswers.CutOff).Then(EmbeddingAnswers.Never);

        await AskAsync(["text"], ("TimeoutSeconds", "1"));

        _service.Requests.Count.ShouldBe(3);
    }

    [Fact]
    public async Task It_is_given_up_after_the_retries_of_the_setting()
    {
        _service.Answer = EmbeddingAnswers.Status(500);

        (await FailAsync(("Retries", "1"))).IsPassing.ShouldBeTrue();
        _service.Requests.Count.ShouldBe(2);

        (await FailAsync(("Retries", "0"))).Message.ShouldContain("failed (500)");
        _service.Requests.Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_service_that_wants_to_be_left_alone_for_long_is_and_that_is_passed_on()
    {
        _service.Answer = EmbeddingAnswers.Status(429, retryAfter: "30");

        (await FailAsync()).RetryAfter.ShouldBe(TimeSpan.FromSeconds(30));

        _service.Requests.ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData(301, "Embeddings__Endpoint", false)]
    [InlineData(400, "Embeddings__Model", true)]
    [InlineData(401, "Embeddings__Key", false)]
    [InlineData(403, "Embeddings__Key", false)]
    [InlineData(404, "Embeddings__Endpoint", false)]
    [InlineData(408, "Embeddings__Model", false)]
    [InlineData(413, "Embeddings__Model", true)]
    public async Task Any_other_refusal_is_final_and_names_the_setting(
        int status,
        string setting,
        bool isOfTexts
    )
    {
        _service.Answer = EmbeddingAnswers.Status(status);

        var failure = await FailAsync();

        failure.Message.ShouldContain(setting);
        failure.Message.ShouldContain($"({status})");
        (failure.IsPassing, failure.IsOfTexts).ShouldBe((false, isOfTexts));
        _service.Requests.ShouldHaveSingleItem();
    }

    public static TheoryData<string, string> WrongAnswers =>
        new()
        {
            { nameof(EmbeddingAnswers.OneTooFew), "1 embeddings for 2 texts" },
            { nameof(EmbeddingAnswers.FirstTwice), "not one for each text" },
            { nameof(EmbeddingAnswers.Truncated), "not the JSON of embeddings" },
            { nameof(EmbeddingAnswers.Page), "not the JSON of embeddings" },
            { "0.5, 0.25", "2 numbers a text instead of 384" },
            { "1e39", "not finite" },
            { "NaN", "not the JSON of embeddings" },
            { "null", "not the JSON of embeddings" },
            { "0", "nothing but zeros" },
        };

    [Theory]
    [MemberData(nameof(WrongAnswers))]
    public async Task A_wrong_answer_is_final_and_says_what_is_wrong(string answer, string words)
    {
        _service.Answer = answer switch
        {
            nameof(EmbeddingAnswers.OneTooFew) => EmbeddingAnswers.OneTooFew,
            nameof(EmbeddingAnswers.FirstTwice) => EmbeddingAnswers.FirstTwice,
            nameof(EmbeddingAnswers.Truncated) => EmbeddingAnswers.Truncated,
            nameof(EmbeddingAnswers.Page) => EmbeddingAnswers.Page,
            var numbers when numbers.Contains(',') => EmbeddingAnswers.Numbers(numbers.Split(", ")),
            var number => EmbeddingAnswers.Numbers([.. Enumerable.Repeat(number, 384)]),
        };

        var failure = await FailAsync();

        failure.Message.ShouldContain(words);
        failure.Message.ShouldContain("look at Embeddings__Endpoint and Embeddings__Model");
        failure.IsPassing.ShouldBeFalse();
        _service.Requests.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_service_that_is_not_there_or_does_not_answer_is_told_with_its_setting()
    {
        _service.Answer = EmbeddingAnswers.Never;
        (await FailAsync(("TimeoutSeconds", "1"), ("Retries", "0"))).Message.ShouldBe(
            "The embedding service did not answer within the 1 s of Embeddings__TimeoutSeconds."
        );

        await _service.StopAsync();
        var failure = await FailAsync(("Retries", "0"));
        failure.Message.ShouldBe(
            "The embedding service cannot be reached (ConnectionError): look at Embeddings__Endpoint."
        );
        failure.IsPassing.ShouldBeTrue();
    }

    [Fact]
    public async Task Whoever_gives_up_waiting_is_not_told_of_a_failure()
    {
        _service.Answer = EmbeddingAnswers.Never;
        using var generator = Create();
        using var impatient = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));

        await Should.ThrowAsync<OperationCanceledException>(() =>
            generator.GenerateAsync(["text"], cancellationToken: impatient.Token)
        );
    }

    [Fact]
    public async Task The_key_is_in_no_failure_and_no_metric()
    {
        var told = new List<string>();
        using var meters = new MeterListener();
        meters.InstrumentPublished = (instrument, listener) => listener.EnableMeasurementEvents(instrument);
        meters.SetMeasurementEventCallback<double>((_, _, tags, _) => Note(tags));
        meters.SetMeasurementEventCallback<long>((_, _, tags, _) => Note(tags));
        meters.Start();

        foreach (var status in (int[])[200, 301, 400, 401, 429, 500])
        {
            _service.Answer = EmbeddingAnswers.Status(status);
            told.Add((await FailAsync(("Retries", "0"))).ToString());
        }

        told.ShouldNotBeEmpty();
        told.ShouldAllBe(text => !text.Contains(FakeEmbeddingService.Key));

        void Note(ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            lock (told)
            {
                foreach (var tag in tags)
                {
                    told.Add($"{tag.Key}={tag.Value}");
                }
            }
        }
    }

    private static float[] AsNumbers(IReadOnlyList<string> numbers) =>
        UnitLength.Of([
            .. numbers.Select(number =>
                float.Parse(number, System.Globalization.CultureInfo.InvariantCulture)
            ),
        ]);

    private EmbeddingOptions Options((string Name, string Value)[] settings)
    {
        var all = new Dictionary<string, string>(_service.Settings);

        foreach (var (name, value) in settings)
        {
            all[$"Embeddings:{name}"] = value;
        }

        return EmbeddingOptions.From(all.GetValueOrDefault);
    }

    private OpenAiGenerator Create(params (string Name, string Value)[] settings) =>
        new(Options(settings), TimeProvider.System);

    private async Task<float[][]> AskAsync(string[] texts, params (string Name, string Value)[] settings)
    {
        using var generator = Create(settings);

        return [.. (await generator.GenerateAsync(texts)).Select(each => each.Vector.ToArray())];
    }

    private Task<EmbeddingFailedException> FailAsync(params (string Name, string Value)[] settings) =>
        Should.ThrowAsync<EmbeddingFailedException>(() => AskAsync(["one", "two"], settings));
}
