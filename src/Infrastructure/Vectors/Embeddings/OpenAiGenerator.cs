using System.Net.Http.Headers;
using System.Text.Json;
using Enterprise.Application.Destinations;
using Microsoft.Extensions.AI;
using Polly;

namespace Enterprise.Infrastructure.Vectors.Embeddings;

/// <summary>Has embeddings worked out by a service that speaks as the OpenAI API does: <c>POST {endpoint}/embeddings</c>.</summary>
/// <remarks>
/// Whatever goes wrong is an <see cref="EmbeddingFailedException"/>, whose message names the setting to look at. The
/// key goes into the header field of a request, and nowhere else.
/// </remarks>
internal sealed class OpenAiGenerator : IEmbeddingGenerator<string, Embedding<float>>
{
    /// <summary>Of 2048 texts there are about 10 MB of numbers; no answer fills the memory.</summary>
    private const int MaxAnswerBytes = 64 * 1024 * 1024;

    /// <summary>How long a connection is kept, so that a change of the service's address is followed.</summary>
    private static readonly TimeSpan KeepConnections = TimeSpan.FromMinutes(2);

    private static readonly MediaTypeHeaderValue Json = new("application/json");

    private readonly EmbeddingOptions _options;
    private readonly TimeProvider _clock;
    private readonly ResiliencePipeline _retries;
    private readonly HttpClient _http;
    private readonly Uri _address;
    private readonly AuthenticationHeaderValue? _key;

    public OpenAiGenerator(EmbeddingOptions options, TimeProvider clock)
    {
        (_options, _clock) = (options, clock);
        _retries = EmbeddingRetries.Create(options.Retries, clock);
        _address = new Uri($"{options.Endpoint!.AbsoluteUri.TrimEnd('/')}/embeddings");
        _key = options.Key is { } key ? new AuthenticationHeaderValue("Bearer", key) : null;
        _http = new HttpClient(
            new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseCookies = false,
                PooledConnectionLifetime = KeepConnections,
            }
        )
        {
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = MaxAnswerBytes,
        };
    }

    public async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values,
        EmbeddingGenerationOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        var embeddings = new GeneratedEmbeddings<Embedding<float>>();

        foreach (var texts in values.Chunk(_options.BatchSize))
        {
            var numbers = await _retries.ExecuteAsync(
                static async (state, token) => await state.Generator.AskAsync(state.Texts, token),
                (Generator: this, Texts: texts),
                cancellationToken
            );
            embeddings.AddRange(
                numbers.Select(each => new Embedding<float>(each) { ModelId = _options.Model })
            );
        }

        return embeddings;
    }

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is not null ? null
        : serviceType == typeof(EmbeddingGeneratorMetadata)
            ? new EmbeddingGeneratorMetadata(
                "openai",
                _options.Endpoint,
                _options.Model,
                IDestinationIndex.Dimensions
            )
        : serviceType.IsInstanceOfType(this) ? this
        : null;

    public void Dispose() => _http.Dispose();

    /// <summary>One call, within its time.</summary>
    private async Task<float[][]> AskAsync(string[] texts, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(_options.Timeout, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);

        try
        {
            using var answer = await SendAsync(texts, either.Token);

            return answer.IsSuccessStatusCode
                ? EmbeddingCheck.InOrder(await ReadAsync(answer, either.Token), texts.Length)
                : throw EmbeddingRefusals.Meaning(answer, _clock);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new EmbeddingFailedException(
                "The embedding service did not answer within the "
                    + $"{_options.Timeout.TotalSeconds:F0} s of {EmbeddingFailedException.Name(EmbeddingOptions.TimeoutSetting)}.",
                isPassing: true
            );
        }
        catch (HttpRequestException failure)
        {
            throw new EmbeddingFailedException(
                $"The embedding service cannot be reached ({failure.HttpRequestError}): look at "
                    + $"{EmbeddingFailedException.Name(EmbeddingOptions.EndpointSetting)}.",
                isPassing: failure.HttpRequestError is not HttpRequestError.ConfigurationLimitExceeded,
                failure
            );
        }
        catch (JsonException failure)
        {
            throw EmbeddingFailedException.WrongAnswer(
                "something that is not the JSON of embeddings",
                failure
            );
        }
    }

    private async Task<HttpResponseMessage> SendAsync(string[] texts, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, _address)
        {
            // Of a known length: not every service reads chunks.
            Content = new ByteArrayContent(
                JsonSerializer.SerializeToUtf8Bytes(
                    new EmbeddingQuestion(_options.Model!, texts, IDestinationIndex.Dimensions),
                    EmbeddingJson.Default.EmbeddingQuestion
                )
            ),
        };
        request.Content.Headers.ContentType = Json;
        request.Headers.Authorization = _key;

        // The whole answer, so that its body is within the time, and cut off only where the connection breaks.
        return await _http.SendAsync(request, cancellationToken);
    }

    private static async Task<EmbeddingAnswer?> ReadAsync(
        HttpResponseMessage answer,
        CancellationToken cancellationToken
    ) =>
        JsonSerializer.Deserialize(
            await answer.Content.ReadAsByteArrayAsync(cancellationToken),
            EmbeddingJson.Default.EmbeddingAnswer
        );
}
