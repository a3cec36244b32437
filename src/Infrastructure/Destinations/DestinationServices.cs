using Enterprise.Application.Destinations;
using Enterprise.Infrastructure.Vectors.Embeddings;
using Microsoft.Extensions.DependencyInjection;

namespace Enterprise.Infrastructure.Destinations;

/// <summary>The door of the room.</summary>
internal static class DestinationServices
{
    public static void AddDestinations(this IServiceCollection services, Func<string, string?> setting)
    {
        services.AddEmbeddings(setting);
        services.AddSingleton<MeaningOfTexts>();
        services.AddSingleton<IDestinationIndex, DestinationIndex>();

        // What works in this process is never down; its cores are for requests, and `db embed` is for the rest.
        if (EmbeddingOptions.From(setting).Endpoint is not null)
        {
            services.AddHostedService<DestinationEmbedder>();
        }
    }
}
