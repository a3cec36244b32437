using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Enterprise.Application.Json;

/// <summary>An amount of money as a JSON number that a decimal holds exactly.</summary>
/// <remarks>A number with more digits than a decimal has would be rounded in silence; it is refused.</remarks>
internal sealed class AmountConverter : JsonConverter<decimal>
{
    private const int MaxTextLength = 28;

    public override decimal Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.Number)
        {
            throw new JsonMemberException("This must be a number.");
        }

        var text = reader.HasValueSequence ? reader.ValueSequence.ToArray() : reader.ValueSpan;

        if (
            text.Length > MaxTextLength
            || !reader.TryGetDecimal(out var amount)
            || (amount == 0 && HasDigit(Mantissa(text)))
        )
        {
            throw new JsonMemberException("This must be a number with at most two decimals.");
        }

        return amount;
    }

    /// <summary>The digits before the exponent: 1e-40 becomes 0, though it is not.</summary>
    private static ReadOnlySpan<byte> Mantissa(ReadOnlySpan<byte> text) =>
        text.IndexOfAny((byte)'e', (byte)'E') is >= 0 and var exponent ? text[..exponent] : text;

    private static bool HasDigit(ReadOnlySpan<byte> digits) =>
        digits.ContainsAnyInRange((byte)'1', (byte)'9');

    public override void Write(Utf8JsonWriter writer, decimal value, JsonSerializerOptions options) =>
        writer.WriteNumberValue(value);
}
