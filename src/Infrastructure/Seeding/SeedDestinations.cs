using System.Text.Json;
using System.Text.Json.Serialization;
using Enterprise.Domain.Destinations;

namespace Enterprise.Infrastructure.Seeding;

/// <summary>The destinations that every installation begins with.</summary>
internal static class SeedDestinations
{
    private const string Resource = "Enterprise.Infrastructure.Seeding.destinations.json";

    public static async Task<IReadOnlyList<Destination>> ReadAsync(CancellationToken cancellationToken)
    {
        await using var stream =
            typeof(SeedDestinations).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The resource {Resource} is missing.");
        var places = await JsonSerializer.DeserializeAsync(
            stream,
            SeedJson.Default.SeedPlaceArray,
            cancellationToken
        );

        return
        [
            .. places!.Select(place =>
                Destination.Describe(
                    place.Id,
                    place.Name,
                    place.Country,
                    place.Description,
                    place.Tags,
                    place.Latitude,
                    place.Longitude
                )
            ),
        ];
    }
}

internal sealed record SeedPlace(
    Guid Id,
    string Name,
    string Country,
    string Description,
    string[] Tags,
    double Latitude,
    double Longitude
);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(SeedPlace[]))]
internal sealed partial class SeedJson : JsonSerializerContext;
