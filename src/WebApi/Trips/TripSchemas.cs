using System.Globalization;
using Enterprise.Application.Trips;
using Enterprise.Domain.Currencies;
using Enterprise.Domain.Trips;
using Enterprise.Domain.Vocabularies;
using Enterprise.WebApi.OpenApi;
using Microsoft.OpenApi;

namespace Enterprise.WebApi.Trips;

/// <summary>The types of trips as the OpenAPI document shows them.</summary>
internal static class TripSchemas
{
    private const string Details = """
        "title": "Ten days of Azores", "destination": "São Miguel", "description": "Whales, tea and hot springs.",
        "startsOn": "2027-05-03", "endsOn": "2027-05-12", "budget": {"amount": 2400.00, "currency": "EUR"},
        "travelers": 2, "kind": "leisure"
        """;

    private static readonly string UsualKind = Vocabulary<TripKind>.WordFor(default);

    private const string Input = $$"""{{{Details}}}""";

    private const string View = $$"""
        {"id": "01a1fdd4-e877-78da-a61b-cae4b1243aae", {{Details}}, "status": "planning",
        "createdAt": "2026-11-21T11:19:11.223932Z", "updatedAt": "2026-11-21T11:19:11.223932Z"}
        """;

    public static void DescribeTrips(this SchemaCatalog schemas)
    {
        schemas
            .Of<TripInput>()
            .WithDetails()
            .Requires("title", "destination", "startsOn", "endsOn")
            .Member(
                "travelers",
                $"How many go; {TripDetails.DefaultTravelers} unless it is said otherwise.",
                Bounds.Range(1, TripDetails.MaxTravelers)
            )
            .Member("kind", $"What it is for; {UsualKind} unless it is said otherwise.")
            .Member("status", "The status to move to; missing, it stays.")
            .NotOnCreation("status")
            .Example(Input)
            .PatchExample("""{"status": "booked", "budget": {"amount": 2650}, "description": null}""");
        schemas
            .Of<TripView>()
            .WithDetails()
            .Member("travelers", "How many go.", Bounds.Range(1, TripDetails.MaxTravelers))
            .Member("kind", "What it is for.")
            .Member(
                "status",
                "How far it has come: a move goes from planning to booked to completed, or to canceled."
            )
            .ReadOnly("id", "createdAt", "updatedAt")
            .Example(View);
        schemas.OfPages<TripView>(View);
        schemas.Of<TripCount>().Member("count", "The trips.", Bounds.Range(0)).Example("""{"count": 4}""");
        schemas
            .Of<TripBatchInput>()
            .Requires("items")
            .Member("items", "The trips.", Bounds.Items(1, TripBatchInput.MaxItems))
            .Example($$"""{"items": [{{Input}}]}""");
        schemas
            .Of<TripBatch>()
            .Member("items", "The trips.", Bounds.Items(1, TripBatchInput.MaxItems))
            .Example($$"""{"items": [{{View}}]}""");
        schemas.Of<MoneyInput>().WithMoney().Requires("amount", "currency");
        schemas.Of<Money>().WithMoney();
    }

    private static TypeFacts WithDetails(this TypeFacts trip) =>
        trip.Member("title", "What the traveller calls it.", Bounds.NotBlank(TripDetails.MaxTitle))
            .Member("destination", "Where it goes.", Bounds.NotBlank(TripDetails.MaxDestination))
            .Member("description", "Anything else.", Bounds.UpTo(TripDetails.MaxDescription))
            .Member("startsOn", "The first day.")
            .Member("endsOn", $"The last day: the first one, or up to {TripDetails.MaxDays} days later.")
            .Member("budget", "What it may cost, where that is known.");

    private static TypeFacts WithMoney(this TypeFacts money) =>
        money
            .Member("amount", $"In units of the currency, with at most {Money.Decimals} decimals.", Amount)
            .Member("currency", "An active ISO 4217 code.", Bounds.Words(Currency.All));

    private static void Amount(OpenApiSchema schema)
    {
        schema.Minimum = "0";
        schema.ExclusiveMaximum = Money.MaxExclusive.ToString(CultureInfo.InvariantCulture);
    }
}
