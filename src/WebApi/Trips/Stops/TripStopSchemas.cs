using Enterprise.Application.Trips.Stops;
using Enterprise.Domain.Trips;
using Enterprise.Domain.Trips.Stops;
using Enterprise.WebApi.OpenApi;

namespace Enterprise.WebApi.Trips.Stops;

/// <summary>The types of stops as the OpenAPI document shows them.</summary>
internal static class TripStopSchemas
{
    private const string Details = """
        "day": 2, "startsAt": "09:30", "endsAt": "12:00", "title": "Whales off Ponta Delgada",
        "location": "Marina", "category": "sea", "cost": {"amount": 130.00, "currency": "EUR"}, "notes": null
        """;

    private const string View = $$"""{"id": "01a1fdd5-0a3c-7f52-8d7e-51b09a6c3b11", {{Details}}}""";

    public static void DescribeTripStops(this SchemaCatalog schemas)
    {
        schemas.Of<TripStopInput>().WithDetails().Requires("day", "title").Example($$"""{{{Details}}}""");
        schemas.Of<TripStopView>().WithDetails().ReadOnly("id").Example(View);
        schemas.OfPages<TripStopView>(View);
    }

    private static TypeFacts WithDetails(this TypeFacts stop) =>
        stop.Member(
                "day",
                "The day of the trip; 1 is the first one.",
                Bounds.Range(1, TripDetails.MaxDays + 1)
            )
            .Member("startsAt", "When it begins, in local time.")
            .Member("endsAt", "When it ends, after it began.")
            .Member("title", "What one does there.", Bounds.NotBlank(TripStopDetails.MaxTitle))
            .Member("location", "Where it is.", Bounds.UpTo(TripStopDetails.MaxLocation))
            .Member("category", "What kind of stop it is.", Bounds.UpTo(TripStopDetails.MaxCategory))
            .Member("cost", "What it costs, where that is known.")
            .Member("notes", "Anything else.", Bounds.UpTo(TripStopDetails.MaxNotes));
}
