using Enterprise.DbTool.Tests.Hosting;
using Enterprise.Tests.Support.Embeddings;
using Enterprise.Tests.Support.Postgres;

namespace Enterprise.DbTool.Tests.Destinations;

/// <summary><c>db embed</c> with an outside service, on the destinations that every installation begins with.</summary>
public sealed class EmbedCommandTests : IAsyncLifetime
{
    private const string Embedded = "SELECT count(*) FROM destinations WHERE embedding IS NOT NULL";

    private DbInstallation _db = null!;
    private FakeEmbeddingService _service = null!;

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        _db = await DbInstallation.SetUpAsync();
        _service = await FakeEmbeddingService.StartAsync();

        foreach (var (name, value) in _service.Settings)
        {
            _db.Settings[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        _db.Settings["Embeddings__BatchSize"] = "100";
    }

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        await _service.DisposeAsync();
        await _db.DisposeAsync();
    }

    [Fact]
    public async Task A_killed_one_has_done_what_it_had_done_and_the_next_one_goes_on()
    {
        _service.Then(EmbeddingAnswers.AsAsked).Then(EmbeddingAnswers.AsAsked).Then(EmbeddingAnswers.Never);
        await using var database = await _db.ConnectAsync();

        using var first = _db.Start("embed");
        await database.UntilAsync("SELECT count(*) = 200 FROM destinations WHERE embedding IS NOT NULL");
        first.Kill();
        await first.WaitForExitAsync();

        (await _db.RunAsync("embed", "--json"))
            .ShouldEnd(0)
            .Json.GetProperty("embedded")
            .GetInt32()
            .ShouldBe(222);
        (await _db.RunAsync("embed")).ShouldEnd(0).Output.ShouldBe("All are found by meaning.");
        (await database.AskAsync<long>(Embedded)).ShouldBe(422);
    }

    [Fact]
    public async Task Two_at_once_share_the_work()
    {
        _db.Settings["Embeddings__BatchSize"] = "10";

        foreach (var answer in await Task.WhenAll(_db.RunAsync("embed"), _db.RunAsync("embed")))
        {
            answer.ShouldEnd(0);
        }

        _service.Requests.SelectMany(request => request.Texts).ShouldBeUnique();
        await using var database = await _db.ConnectAsync();
        (await database.AskAsync<long>(Embedded)).ShouldBe(422);
    }

    [Fact]
    public async Task A_service_that_refuses_is_told_of_in_a_sentence_that_names_the_setting()
    {
        _service.Answer = EmbeddingAnswers.Status(401);

        var answer = await _db.RunAsync("embed", "--verbose");

        answer.Error.ShouldContain(
            "db: The embedding service refused the key (401): look at Embeddings__Key."
        );
        (answer.Output + answer.Error).ShouldNotContain(FakeEmbeddingService.Key);
        answer.ShouldEnd(1);
    }

    [Fact]
    public async Task A_wrong_setting_is_refused_before_anything_is_asked()
    {
        _db.Settings["Embeddings__Endpoint"] = "http://embeddings.example/v1";

        var answer = (await _db.RunAsync("embed")).ShouldFail("Embeddings__AllowPlainText=true");

        answer.Error.ShouldNotContain(FakeEmbeddingService.Key);
        _service.Requests.ShouldBeEmpty();
    }
}
