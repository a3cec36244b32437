namespace Enterprise.WebApi.Tests.Hosting;

/// <summary>Destinations as they are sent.</summary>
internal static class DestinationBody
{
    public const string Soldeu = """
        {"name": "Soldeu", "country": "AD", "description": "High village with a gondola straight into the snow.",
        "tags": ["ski", "mountains"], "latitude": 42.5769, "longitude": 1.6677}
        """;

    /// <summary>An id that nothing has.</summary>
    public static Guid NewId() => Guid.CreateVersion7(TimeProvider.System.GetUtcNow());

    /// <summary>A place that is like none of the others.</summary>
    public static string Of(string name, string description, string country = "PT", params string[] tags) =>
        $$"""
            {"name": {{JsonText.Quote(name)}}, "country": "{{country}}", "description": {{JsonText.Quote(
                description
            )}},
            "tags": [{{string.Join(", ", tags.Select(JsonText.Quote))}}], "latitude": 38.7, "longitude": -9.1}
            """;
}
