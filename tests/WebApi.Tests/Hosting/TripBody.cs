namespace Enterprise.WebApi.Tests.Hosting;

/// <summary>The body of a request for a trip.</summary>
internal static class TripBody
{
    /// <summary>A body with only what is required.</summary>
    public const string Least =
        """{"title": "A week", "destination": "Lisbon", "startsOn": "2027-05-01", "endsOn": "2027-05-08"}""";

    private static readonly (string Name, string Json)[] Members =
    [
        ("title", "\"A week in Lisbon\""),
        ("destination", "\"Lisbon\""),
        ("description", "\"Trams, tiles and the river.\""),
        ("startsOn", "\"2027-05-01\""),
        ("endsOn", "\"2027-05-08\""),
        ("budget", """{"amount": 1500, "currency": "EUR"}"""),
        ("travelers", "2"),
        ("kind", "\"family\""),
    ];

    /// <summary>A full body with some members replaced or added; each value is JSON text.</summary>
    public static string With(params (string Name, string Json)[] members) => JsonText.Of(Members, members);

    /// <summary>A full body without one of its members.</summary>
    public static string Without(string name) => JsonText.Without(Members, name);

    /// <summary>Begins a trip with that body.</summary>
    public static async Task<Answer> PlanAsync(
        this ApiClient client,
        params (string Name, string Json)[] members
    ) => (await client.PostAsync(Paths.Trips, With(members))).ShouldBe(201);
}
