using Enterprise.Application.Paging;
using Enterprise.Domain.Trips;
using Enterprise.Domain.Vocabularies;
using Enterprise.WebApi.Http;
using Enterprise.WebApi.Trips;
using Microsoft.OpenApi;

namespace Enterprise.WebApi.OpenApi;

/// <summary>The query parameters of the API, each described once.</summary>
internal static class ParameterFacts
{
    public static OpenApiParameter Of(string name) =>
        name switch
        {
            QueryParameters.Limit => Parameter(
                name,
                "The most items.",
                Schemas.Whole(PageRequest.MinLimit, PageRequest.MaxLimit, PageRequest.DefaultLimit)
            ),
            QueryParameters.Cursor => Parameter(name, "The `nextCursor` of the part before.", Filled()),
            QueryParameters.UserId => Parameter(
                name,
                "Whose list; another than one's own needs `admin`.",
                Schemas.Text(format: "uuid")
            ),
            TripParameters.Status => Parameter(
                name,
                "Only trips with this status.",
                Schemas.Words(Vocabulary<TripStatus>.All)
            ),
            TripParameters.Destination => Parameter(
                name,
                "Only trips to it: the whole name, whatever its case.",
                Filled()
            ),
            TripParameters.From => Parameter(
                name,
                "Only trips that end on this day or later.",
                Schemas.Text(format: "date")
            ),
            TripParameters.To => Parameter(
                name,
                "Only trips that start on this day or earlier.",
                Schemas.Text(format: "date")
            ),
            TripParameters.Words => Parameter(
                name,
                "Only trips with all these words in title, destination or description.",
                Filled()
            ),
            TripParameters.Sort => Parameter(
                name,
                "The order; a minus sign turns it around.",
                Schemas.Words(TripParameters.SortWords)
            ),
            "email" => Parameter(name, "Only the user with this address, whatever its case.", Filled()),
            _ => throw new InvalidOperationException($"The query parameter {name} has no description."),
        };

    public static OpenApiParameter Parameter(string name, string description, OpenApiSchema schema) =>
        new()
        {
            Name = name,
            In = ParameterLocation.Query,
            Description = description,
            Schema = schema,
        };

    private static OpenApiSchema Filled()
    {
        var schema = Schemas.Text();
        schema.MinLength = 1;

        return schema;
    }
}
