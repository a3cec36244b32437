using System.Collections.Frozen;

namespace Enterprise.Domain.Vocabularies;

/// <summary>The closed set of words that stand for an enumeration in JSON, in queries and in the database.</summary>
/// <remarks>
/// A word is the member's name in camelCase. Matching is exact: <c>Leisure</c> is not <c>leisure</c>, and a
/// number is no word, so that one value has one spelling everywhere.
/// </remarks>
/// <typeparam name="T">An enumeration.</typeparam>
public static class Vocabulary<T>
    where T : struct, Enum
{
    private static readonly FrozenDictionary<T, string> Words = Enum.GetValues<T>()
        .ToFrozenDictionary(value => value, value => ToCamelCase(value.ToString()));

    private static readonly FrozenDictionary<string, T> Values = Words.ToFrozenDictionary(
        pair => pair.Value,
        pair => pair.Key,
        StringComparer.Ordinal
    );

    /// <summary>Every word, in the order in which the members are declared.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Enum.GetValues<T>().Select(WordFor)];

    /// <summary>The word of a member.</summary>
    /// <exception cref="KeyNotFoundException">The value is not a declared member.</exception>
    public static string WordFor(T value) => Words[value];

    /// <summary>The member that a word stands for.</summary>
    /// <exception cref="KeyNotFoundException">The word is not in the vocabulary.</exception>
    public static T ValueOf(string word) => Values[word];

    /// <summary>Finds the member that a word stands for; false for a word outside the vocabulary.</summary>
    public static bool TryParse(string word, out T value) => Values.TryGetValue(word, out value);

    private static string ToCamelCase(string name) => $"{char.ToLowerInvariant(name[0])}{name[1..]}";
}
