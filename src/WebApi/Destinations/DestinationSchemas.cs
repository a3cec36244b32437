using Enterprise.Application.Destinations;
using Enterprise.Domain.Countries;
using Enterprise.Domain.Destinations;
using Enterprise.WebApi.OpenApi;

namespace Enterprise.WebApi.Destinations;

/// <summary>The types of destinations as the OpenAPI document shows them.</summary>
internal static class DestinationSchemas
{
    private const string Details = """
        "name": "Soldeu", "country": "AD", "description": "High Pyrenean village with a gondola into Grandvalira.",
        "tags": ["ski", "mountains"], "latitude": 42.5769, "longitude": 1.6677
        """;

    private const string View = $$"""{"id": "01a1fdd0-76f5-7559-9079-f74ece461b2a", {{Details}}}""";

    private const string Found = $$"""{"destination": {{View}}, "similarity": 0.61, "score": 0.0328}""";

    public static void DescribeDestinations(this SchemaCatalog schemas)
    {
        schemas
            .Of<DestinationInput>()
            .WithDetails()
            .Requires("name", "country", "description", "latitude", "longitude")
            .Example($$"""{{{Details}}}""");
        schemas.Of<DestinationView>().WithDetails().ReadOnly("id").Example(View);
        schemas.OfPages<DestinationView>(View);
        schemas
            .Of<DestinationFilterInput>()
            .Member("country", "Only destinations of this country.", Bounds.Words(Country.All))
            .Member(
                "tags",
                "Only destinations with all of these tags.",
                Bounds.Items(0, Destination.MaxTags)
            );
        schemas
            .Of<DestinationSearchInput>()
            .Member(
                "text",
                "What is searched for, in words.",
                Bounds.NotBlank(DestinationSearchInput.MaxText)
            )
            .Member(
                "embedding",
                "What is searched for, as a meaning of one's own; instead of that of the text.",
                Bounds.Items(IDestinationIndex.Dimensions, IDestinationIndex.Dimensions)
            )
            .Member("mode", "What it goes by; hybrid unless it is said otherwise.")
            .Member(
                "limit",
                "The most results; 10 unless it is said otherwise.",
                Bounds.Range(1, DestinationSearchInput.MaxLimit)
            )
            .Member("minSimilarity", "The least cosine similarity.", Bounds.Range(0, 1))
            .Member("filter", "Which destinations are searched.")
            .Example("""{"text": "wine and hiking in autumn", "limit": 5, "filter": {"tags": ["hiking"]}}""");
        schemas
            .Of<FoundDestination>()
            .Member("destination", "The destination.")
            .Member(
                "similarity",
                "The cosine similarity to what was asked; null where meaning was not asked for.",
                Bounds.Range(-1, 1)
            )
            .Member("score", "What the results are ordered by; it compares within one answer alone.");
        schemas
            .Of<FoundDestinations>()
            .Member(
                "items",
                "The destinations, the best first.",
                Bounds.Items(0, DestinationSearchInput.MaxLimit)
            )
            .Example($$"""{"items": [{{Found}}]}""");
    }

    private static TypeFacts WithDetails(this TypeFacts place) =>
        place
            .Member("name", "Its common English name.", Bounds.NotBlank(Destination.MaxName))
            .Member("country", "ISO 3166-1 alpha-2.", Bounds.Words(Country.All))
            .Member(
                "description",
                "What it is like and what one does there.",
                Bounds.NotBlank(Destination.MaxDescription)
            )
            .Member("tags", "Words to filter by, each once.", Bounds.Items(0, Destination.MaxTags))
            .Member("latitude", "Degrees north.", Bounds.Range(-90, 90))
            .Member("longitude", "Degrees east.", Bounds.Range(-180, 180));
}
