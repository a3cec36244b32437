using Microsoft.Extensions.AI;

namespace Enterprise.Infrastructure.Vectors.Embeddings;

/// <summary>What an embedding was worked out by.</summary>
internal static class EmbeddingModel
{
    /// <summary>The name of a generator's model, by which its embeddings are told from those of others.</summary>
    public static string ModelName(this IEmbeddingGenerator<string, Embedding<float>> generator) =>
        generator.GetService<EmbeddingGeneratorMetadata>()?.DefaultModelId ?? "unknown";
}
