using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Enterprise.Infrastructure.Vectors.Embeddings;

/// <summary>The door of the room.</summary>
internal static class EmbeddingServices
{
    /// <summary>Registers what works embeddings out; whoever has registered another one before keeps it.</summary>
    public static void AddEmbeddings(this IServiceCollection services) =>
        services.TryAddSingleton<IEmbeddingGenerator<string, Embedding<float>>, MiniLmGenerator>();
}
