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
        services.AddSingleton<IDestinationIndex, DestinationIndex>();
    }
}
