using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Enterprise.Tests.Support.Embeddings;

/// <summary>A server on loopback that answers as an embedding service of the OpenAI API's shape does.</summary>
/// <remarks>To it, texts mean the same as far as they share words.</remarks>
public sealed class FakeEmbeddingService : IAsyncDisposable
{
    /// <summary>The key that tests give it.</summary>
    public const string Key = "sk-test-0123456789abcdefghijklmnop";

    /// <summary>What the model is called.</summary>
    public const string Model = "fake-embedding:small";

    private readonly ConcurrentQueue<EmbeddingRequest> _requests = new();
    private readonly ConcurrentQueue<Func<HttpContext, EmbeddingRequest, Task>> _next = new();
    private WebApplication? _server;

    /// <summary>Where it listens, or did before it was stopped.</summary>
    public Uri Endpoint { get; private set; } = new("http://127.0.0.1:0");

    /// <summary>How it answers where nothing else is arranged.</summary>
    public Func<HttpContext, EmbeddingRequest, Task> Answer { get; set; } = EmbeddingAnswers.AsAsked;

    /// <summary>What it has been asked so far.</summary>
    public IReadOnlyCollection<EmbeddingRequest> Requests => _requests;

    /// <summary>The settings of whoever uses it.</summary>
    public IReadOnlyDictionary<string, string> Settings =>
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Embeddings:Endpoint"] = $"{Endpoint}v1/",
            ["Embeddings:Model"] = Model,
            ["Embeddings:Key"] = Key,
        };

    /// <summary>Starts one on a free port.</summary>
    public static async Task<FakeEmbeddingService> StartAsync()
    {
        var service = new FakeEmbeddingService();
        await service.ListenAsync();

        return service;
    }

    /// <summary>Answers the next request like this, and those after as before.</summary>
    public FakeEmbeddingService Then(Func<HttpContext, EmbeddingRequest, Task> answer)
    {
        _next.Enqueue(answer);

        return this;
    }

    /// <summary>Listens, again where it did before.</summary>
    public async Task ListenAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().UseUrls(Endpoint.AbsoluteUri);
        _server = builder.Build();
        _server.Run(HandleAsync);
        await _server.StartAsync();
        Endpoint = new Uri(_server.Urls.Single());
    }

    /// <summary>Does not listen any more: whoever connects is refused.</summary>
    public async ValueTask StopAsync()
    {
        if (Interlocked.Exchange(ref _server, null) is { } server)
        {
            using var atOnce = new CancellationTokenSource();
            await atOnce.CancelAsync();
            await server.StopAsync(atOnce.Token);
            await server.DisposeAsync();
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => StopAsync();

    private async Task HandleAsync(HttpContext http)
    {
        using var body = await JsonDocument.ParseAsync(http.Request.Body);
        var request = new EmbeddingRequest(
            http.Request.Method,
            http.Request.Path,
            http.Request.Headers.Authorization.ToString(),
            body.RootElement.Clone()
        );
        _requests.Enqueue(request);
        await (_next.TryDequeue(out var answer) ? answer : Answer)(http, request);
    }
}
