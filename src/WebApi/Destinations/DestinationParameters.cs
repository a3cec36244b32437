using Enterprise.Application.Destinations;
using Enterprise.Domain.Destinations;
using Enterprise.WebApi.Http;
using Enterprise.WebApi.OpenApi;
using Microsoft.OpenApi;

namespace Enterprise.WebApi.Destinations;

/// <summary>The query parameters by which destinations are chosen.</summary>
internal static class DestinationParameters
{
    private const string Country = "country";
    private const string Tag = "tag";

    /// <summary>What the list takes.</summary>
    public static string[] OfLists { get; } = [Country, Tag, QueryParameters.Limit, QueryParameters.Cursor];

    /// <summary>What they are.</summary>
    public static OpenApiParameter[] Descriptions { get; } =
    [
        ParameterFacts.Parameter(
            Country,
            "Only destinations of this country (ISO 3166-1 alpha-2).",
            Schemas.Words(Domain.Countries.Country.All)
        ),
        ParameterFacts.Parameter(
            Tag,
            "Only destinations with this tag.",
            Schemas.Text(pattern: WordParameter.Pattern)
        ),
    ];

    /// <summary>The most results of what is no list in parts.</summary>
    public static OpenApiParameter ResultLimit { get; } =
        ParameterFacts.Parameter(
            QueryParameters.Limit,
            "The most results.",
            Schemas.Whole(1, DestinationSearchInput.MaxLimit, DestinationSearchInput.DefaultLimit)
        );

    public static string? ReadCountry(this QueryParameters query) =>
        query.Text(Country) is not { } code ? null
        : Domain.Countries.Country.IsAssigned(code) ? code
        : query.Refuse<string>(Country, "This must be a country code of ISO 3166-1 alpha-2, in upper case.");

    public static string? ReadTag(this QueryParameters query) =>
        query.Text(Tag) is not { } tag ? null
        : Destination.IsTag(tag) ? tag
        : query.Refuse<string>(Tag, "This must be 1 to 50 of a-z, 0-9 and '-'.");
}
