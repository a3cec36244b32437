using System.Buffers;

namespace Enterprise.Domain.Texts;

/// <summary>Short words that stand in paths and filters as they are: 1 to 50 of <c>a-z</c>, <c>0-9</c> and <c>-</c>.</summary>
public static class Slug
{
    /// <summary>The most characters.</summary>
    public const int MaxLength = 50;

    private static readonly SearchValues<char> Characters = SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyz0123456789-"
    );

    /// <summary>Whether a text is one.</summary>
    public static bool IsOne(ReadOnlySpan<char> text) =>
        text.Length is > 0 and <= MaxLength && !text.ContainsAnyExcept(Characters);
}
