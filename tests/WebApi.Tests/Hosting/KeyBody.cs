namespace Enterprise.WebApi.Tests.Hosting;

/// <summary>The body of a request for an API key.</summary>
internal static class KeyBody
{
    private static readonly (string Name, string Json)[] Members =
    [
        ("name", "\"a key\""),
        ("scopes", """["trips:read"]"""),
    ];

    /// <summary>A good body with some members replaced or added; each value is JSON text.</summary>
    public static string With(params (string Name, string Json)[] members) => JsonText.Of(Members, members);

    /// <summary>A good body without one of its members.</summary>
    public static string Without(string name) => JsonText.Without(Members, name);

    /// <summary>An array of texts.</summary>
    public static string List(params IEnumerable<string> texts) =>
        $"[{string.Join(',', texts.Select(text => $"\"{text}\""))}]";
}
