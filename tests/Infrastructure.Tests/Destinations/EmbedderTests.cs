using Enterprise.Infrastructure.Destinations;
using Enterprise.Tests.Support.Embeddings;
using Enterprise.Tests.Support.Postgres;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Enterprise.Infrastructure.Tests.Destinations;

/// <summary>What the nodes of the service do by themselves, in the application's role, when embeddings are missing.</summary>
public sealed class EmbedderTests : IAsyncLifetime
{
    private PlacesToEmbed _places = null!;

    /// <inheritdoc/>
    public async Task InitializeAsync() => _places = await PlacesToEmbed.CreateAsync();

    /// <inheritdoc/>
    public async Task DisposeAsync() => await _places.DisposeAsync();

    [Fact]
    public async Task What_is_missing_is_done_the_first_by_itself()
    {
        await _places.AddAsync(100);

        await Node().LookAsync(CancellationToken.None);

        (await _places.EmbeddedAsync()).ShouldBe(100);
        _places.Service.Requests.Select(request => request.Texts.Count).ShouldBe([1, 64, 35]);
        (await _places.HoldersAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Where_nothing_is_missing_the_service_is_not_asked()
    {
        var node = Node();

        await node.LookAsync(CancellationToken.None);
        await node.LookAsync(CancellationToken.None);

        _places.Service.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task While_the_service_is_down_it_tries_each_time_and_says_so_once()
    {
        await _places.AddAsync(100);
        await _places.Service.StopAsync();
        var node = Node();

        await node.LookAsync(CancellationToken.None);
        await node.LookAsync(CancellationToken.None);
        (await _places.EmbeddedAsync()).ShouldBe(0);
        _places.Log.Told.Count(line => line.StartsWith("Warning 2101", StringComparison.Ordinal)).ShouldBe(1);

        await _places.Service.ListenAsync();
        await node.LookAsync(CancellationToken.None);
        (await _places.EmbeddedAsync()).ShouldBe(100);
        _places.Log.Told.ShouldContain(line => line.StartsWith("Information 2102", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_service_that_hangs_is_given_two_seconds_and_one_text()
    {
        await _places.AddAsync(100);
        _places.Service.Answer = EmbeddingAnswers.Never;

        await Node().LookAsync(CancellationToken.None);

        _places.Service.Requests.ShouldAllBe(request => request.Texts.Count == 1);
        _places.Log.Text.ShouldContain("did not answer within 2 s");
        (await _places.HoldersAsync()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(401, null)]
    [InlineData(429, "3600")]
    public async Task What_does_not_pass_soon_is_left_alone_for_a_while(int status, string? retryAfter)
    {
        await _places.AddAsync(1);
        _places.Service.Answer = EmbeddingAnswers.Status(status, retryAfter);
        var node = Node();

        await node.LookAsync(CancellationToken.None);
        await node.LookAsync(CancellationToken.None);

        _places.Service.Requests.ShouldHaveSingleItem();
        _places.Log.Text.ShouldNotContain(FakeEmbeddingService.Key);
    }

    [Fact]
    public async Task A_text_that_the_service_does_not_take_keeps_no_other_from_it_and_is_told_of_once()
    {
        await _places.AddAsync(10);
        await _places.Owner.RunAsync(
            "UPDATE destinations SET description = 'too long' WHERE name = 'Lagos1'"
        );
        _places.Service.Answer = EmbeddingAnswers.TakingNone("too long");
        var node = Node();

        await node.LookAsync(CancellationToken.None);
        (await _places.EmbeddedAsync()).ShouldBe(9);
        var asked = _places.Service.Requests.Count;
        await node.LookAsync(CancellationToken.None);

        _places.Service.Requests.Count.ShouldBe(asked);
        _places.Log.Told.Count(line => line.StartsWith("Warning 2104", StringComparison.Ordinal)).ShouldBe(1);
        _places.Log.Text.ShouldContain("Worked out what 9 destinations mean");
    }

    [Fact]
    public async Task Those_of_another_model_are_done_at_the_start_and_not_at_every_look()
    {
        await _places.AddAsync(3);
        await Node(("Embeddings:Model", "another")).LookAsync(CancellationToken.None);
        (await _places.EmbeddedAsync("another")).ShouldBe(3);

        var node = Node();
        await node.LookAsync(CancellationToken.None);
        (await _places.EmbeddedAsync()).ShouldBe(3);

        await Node(("Embeddings:Model", "another")).LookAsync(CancellationToken.None);
        await node.LookAsync(CancellationToken.None);
        (await _places.EmbeddedAsync("another")).ShouldBe(3);
    }

    [Fact]
    public async Task Several_nodes_at_once_do_no_text_twice()
    {
        await _places.AddAsync(200);

        await Task.WhenAll(
            Enumerable
                .Range(0, 3)
                .Select(_ => Node(("Embeddings:BatchSize", "10")))
                .Select(node => node.LookAsync(CancellationToken.None))
        );

        _places.Texts.ShouldBeUnique();
        (await _places.EmbeddedAsync()).ShouldBe(200);
    }

    [Fact]
    public async Task What_a_node_had_begun_when_its_connection_was_lost_is_anybodys()
    {
        await _places.AddAsync(1);
        _places.Service.Then(
            async (http, request) =>
            {
                await _places.TerminateAsync((await _places.HoldersAsync()).ShouldHaveSingleItem());
                await EmbeddingAnswers.AsAsked(http, request);
            }
        );

        await Node().LookAsync(CancellationToken.None);
        (await _places.EmbeddedAsync()).ShouldBe(0);

        await Node().LookAsync(CancellationToken.None);
        (await _places.EmbeddedAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task Behind_a_pooler_nothing_is_locked_and_all_is_done()
    {
        await _places.AddAsync(3);
        await using var pooler = await _places.StartPoolerAsync();
        _places.Service.Then(
            async (http, request) =>
            {
                (await _places.HoldersAsync()).ShouldBeEmpty();
                await EmbeddingAnswers.AsAsked(http, request);
            }
        );

        await Node(("ConnectionStrings:Direct", _places.Through(pooler))).LookAsync(CancellationToken.None);

        (await _places.EmbeddedAsync()).ShouldBe(3);
        (await _places.HoldersAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Among_many_those_that_are_missing_are_found_by_an_index()
    {
        await _places.AddAsync(5000);
        await _places.Owner.RunAsync("UPDATE destinations SET embedded_as = 'm:' || md5(name)");
        await _places.Owner.RunAsync("ANALYZE destinations");

        foreach (var look in (string[])["IS NULL", "< 'm'", "> 'm'"])
        {
            var plan = await _places.Owner.ListAsync<string>(
                $"EXPLAIN SELECT EXISTS (SELECT FROM destinations WHERE {DestinationColumns.ModelSql} {look})"
            );

            string.Join('\n', plan).ShouldContain("ix_destinations_model");
        }
    }

    [Fact]
    public void The_model_in_the_process_is_left_to_whoever_asks_for_it() =>
        EmbeddersOf(_places.NodeByItself()).ShouldBeEmpty();

    private DestinationEmbedder Node(params (string Name, string Value)[] settings) =>
        EmbeddersOf(_places.Node(settings)).Single();

    private static IEnumerable<DestinationEmbedder> EmbeddersOf(IServiceProvider node) =>
        node.GetServices<IHostedService>().OfType<DestinationEmbedder>();
}
