using Enterprise.Application.Idempotency;
using Enterprise.Application.Validation;

namespace Enterprise.WebApi.Idempotency;

/// <summary>The header field by which a client says that a request is one that it has sent before.</summary>
internal static class IdempotencyKeyField
{
    public const string Name = "Idempotency-Key";

    /// <summary>On an answer that was given before.</summary>
    public const string Replayed = "Idempotency-Replayed";

    private const char Quote = '"';
    private const char FirstVisible = '!';
    private const char LastVisible = '~';

    /// <summary>The key of a request; null where it has none.</summary>
    /// <exception cref="InvalidInputException">There are several, or it is not a legal one.</exception>
    public static string? KeyOf(HttpRequest request)
    {
        var values = request.Headers[Name];

        if (values.Count == 0)
        {
            return null;
        }

        var key = values.Count == 1 ? Unquoted(values.ToString().Trim()) : "";

        return
            key.Length is >= 1 and <= IdempotentRequest.MaxKey
            && !key.AsSpan().ContainsAnyExceptInRange(FirstVisible, LastVisible)
            ? key
            : throw new InvalidInputException(
                Name,
                $"This must be given once, with 1 to {IdempotentRequest.MaxKey} visible ASCII characters."
            );
    }

    /// <summary>Quotes may stand around a key, for the draft has it as a string; they are no part of it.</summary>
    private static string Unquoted(string text) => text is [Quote, .. var inner, Quote] ? inner : text;
}
