using Enterprise.Application.Settings;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Enterprise.Infrastructure.Vectors.Embeddings;

/// <summary>The door of the room.</summary>
internal static class EmbeddingServices
{
    /// <summary>Registers what works embeddings out; whoever has registered another one before keeps it.</summary>
    /// <exception cref="InvalidSettingException">A setting is missing or wrong; the message names it.</exception>
    public static void AddEmbeddings(this IServiceCollection services, Func<string, string?> setting)
    {
        var options = EmbeddingOptions.From(setting);
        services.TryAddSingleton(options);

        if (options.Endpoint is null)
        {
            services.TryAddSingleton<IEmbeddingGenerator<string, Embedding<float>>, MiniLmGenerator>();
        }
        else
        {
            services.TryAddSingleton<IEmbeddingGenerator<string, Embedding<float>>, OpenAiGenerator>();
        }
    }
}
