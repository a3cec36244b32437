using System.Text.Json;

namespace Enterprise.WebApi.Tests.Hosting;

/// <summary>JSON put together from text, so that it can be as wrong as a test wants it.</summary>
internal static class JsonText
{
    /// <summary>An object of these members, some replaced or added.</summary>
    public static string Of(
        (string Name, string Json)[] members,
        params (string Name, string Json)[] replacements
    ) =>
        Join([
            .. members.Where(member => replacements.All(other => !IsNamed(other, member.Name))),
            .. replacements,
        ]);

    /// <summary>An object of these members but one.</summary>
    public static string Without((string Name, string Json)[] members, string name) =>
        Join([.. members.Where(member => !IsNamed(member, name))]);

    /// <summary>A text as JSON.</summary>
    public static string Quote(string text) => JsonSerializer.Serialize(text);

    private static bool IsNamed((string Name, string Json) member, string name) =>
        string.Equals(member.Name, name, StringComparison.Ordinal);

    private static string Join((string Name, string Json)[] members) =>
        $"{{{string.Join(", ", members.Select(member => $"\"{member.Name}\": {member.Json}"))}}}";
}
