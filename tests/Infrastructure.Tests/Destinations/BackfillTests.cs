using System.Collections.Concurrent;
using Enterprise.Domain.Destinations;
using Enterprise.Infrastructure.Destinations;
using Enterprise.Infrastructure.Vectors.Embeddings;
using Enterprise.Tests.Support.Embeddings;
using Enterprise.Tests.Support.Postgres;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Enterprise.Infrastructure.Tests.Destinations;

/// <summary>What <c>db embed</c> does: all that is missing or stale, each text once, as far as it comes.</summary>
public sealed class BackfillTests : IAsyncLifetime
{
    private PlacesToEmbed _places = null!;

    /// <inheritdoc/>
    public async Task InitializeAsync() => _places = await PlacesToEmbed.CreateAsync();

    /// <inheritdoc/>
    public async Task DisposeAsync() => await _places.DisposeAsync();

    [Fact]
    public async Task All_that_are_missing_are_done_in_batches_and_told_of_once()
    {
        await _places.AddAsync(70);
        var backfill = Backfill(batchSize: 20);
        var told = new Told();

        (await backfill.CountAsync(CancellationToken.None)).ShouldBe(70);
        (await backfill.RunAsync(told, CancellationToken.None)).ShouldBe(70);

        told.Numbers.ShouldBe([20, 40, 60, 70]);
        (await _places.EmbeddedAsync()).ShouldBe(70);
        (await backfill.RunAsync(told, CancellationToken.None)).ShouldBe(0);
        _places.Texts.ShouldBeUnique();
        (await _places.HoldersAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Another_text_is_stale_and_so_is_another_model()
    {
        await _places.AddAsync(3);
        await Backfill().RunAsync(progress: null, CancellationToken.None);

        await _places.Owner.RunAsync("UPDATE destinations SET description = 'cliffs' WHERE name = 'Lagos2'");
        (await Backfill().RunAsync(progress: null, CancellationToken.None)).ShouldBe(1);

        (
            await Backfill(("Embeddings:Model", "larger")).RunAsync(progress: null, CancellationToken.None)
        ).ShouldBe(3);
        (await _places.EmbeddedAsync("larger")).ShouldBe(3);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{-}", "-")]
    [InlineData("{northern-lights,ski}", "northern-lights", "ski")]
    public async Task The_text_is_what_the_place_itself_says_that_it_means(
        string stored,
        params string[] tags
    )
    {
        await _places.AddAsync(1);
        await _places.Owner.RunAsync($"UPDATE destinations SET tags = '{stored}'");

        await Backfill().RunAsync(progress: null, CancellationToken.None);

        _places.Texts.ShouldBe([
            Destination.Describe(Guid.Empty, "Lagos1", "PT", "place number1", tags, 0, 0).Meaning,
        ]);
    }

    [Fact]
    public async Task What_was_done_before_a_failure_stands_and_the_rest_is_done_the_next_time()
    {
        await _places.AddAsync(50);
        _places.Service.Then(EmbeddingAnswers.AsAsked).Then(EmbeddingAnswers.Status(401));

        var failure = await Should.ThrowAsync<EmbeddingFailedException>(() =>
            Backfill(batchSize: 20).RunAsync(progress: null, CancellationToken.None)
        );

        failure.Message.ShouldContain("Embeddings__Key");
        (await _places.EmbeddedAsync()).ShouldBe(20);
        (await _places.HoldersAsync()).ShouldBeEmpty();
        (await Backfill(batchSize: 20).RunAsync(progress: null, CancellationToken.None)).ShouldBe(30);
        (await _places.EmbeddedAsync()).ShouldBe(50);
    }

    [Fact]
    public async Task Two_at_once_do_no_text_twice()
    {
        await _places.AddAsync(200);

        var done = await Task.WhenAll(
            Enumerable
                .Range(0, 2)
                .Select(_ => Backfill(batchSize: 10))
                .Select(backfill => backfill.RunAsync(progress: null, CancellationToken.None))
        );

        done.Sum().ShouldBe(200);
        done.ShouldAllBe(share => share > 0);
        _places.Texts.ShouldBeUnique();
        (await _places.EmbeddedAsync()).ShouldBe(200);
    }

    [Fact]
    public async Task While_the_service_is_asked_nobody_waits_and_what_is_described_anew_is_done_anew()
    {
        await _places.AddAsync(1);
        await using var other = await _places.ConnectAsync();
        _places.Service.Then(
            async (http, request) =>
            {
                await other.RunAsync("SET lock_timeout = '1s'");
                await other.RunAsync("UPDATE destinations SET description = 'cliffs'");
                (await TransactionsAsync(other)).ShouldBe(0);
                await EmbeddingAnswers.AsAsked(http, request);
            }
        );

        await Backfill().RunAsync(progress: null, CancellationToken.None);

        _places.Texts.ShouldBe(["Lagos1: sea, sun. place number1", "Lagos1: sea, sun. cliffs"]);
        (await _places.EmbeddedAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task A_text_that_the_service_does_not_take_keeps_no_other_from_it_and_is_told_of()
    {
        await _places.AddAsync(30);
        await _places.Owner.RunAsync(
            "UPDATE destinations SET description = 'far too long' WHERE name = 'Lagos7'"
        );
        _places.Service.Answer = EmbeddingAnswers.TakingNone("too long");

        var failure = await Should.ThrowAsync<EmbeddingFailedException>(() =>
            Backfill(batchSize: 10).RunAsync(progress: null, CancellationToken.None)
        );

        failure.Message.ShouldStartWith("29 destinations are done, but the embedding service does not take");
        (await _places.EmbeddedAsync()).ShouldBe(29);
    }

    [Fact]
    public async Task A_service_that_takes_none_is_not_asked_for_each()
    {
        await _places.AddAsync(30);
        _places.Service.Answer = EmbeddingAnswers.Status(400);

        await Should.ThrowAsync<EmbeddingFailedException>(() =>
            Backfill(batchSize: 10).RunAsync(progress: null, CancellationToken.None)
        );

        _places.Service.Requests.Count.ShouldBe(11);
    }

    private static Task<long> TransactionsAsync(NpgsqlConnection other) =>
        other.AskAsync<long>(
            """
            SELECT count(*) FROM pg_stat_activity
            WHERE datname = current_database() AND xact_start IS NOT NULL AND pid <> pg_backend_pid()
                AND backend_type = 'client backend'
            """
        );

    private DestinationBackfill Backfill(int batchSize) => Backfill(("Embeddings:BatchSize", $"{batchSize}"));

    private DestinationBackfill Backfill(params (string Name, string Value)[] settings) =>
        _places.Node(settings).GetRequiredService<DestinationBackfill>();

    /// <summary>What was told of progress, at once.</summary>
    private sealed class Told : IProgress<int>
    {
        private readonly ConcurrentQueue<int> _numbers = new();

        public IEnumerable<int> Numbers => _numbers;

        public void Report(int value) => _numbers.Enqueue(value);
    }
}
