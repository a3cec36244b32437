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

        // An exponent could make a short text that vanishes in the rounding, such as 1e-40.
        if (text.Length > MaxTextLength || text.ContainsAny((byte)'e', (byte)'E'))
        {
            throw new JsonMemberException("This must be a plain number with at most two decimals.");
        }

        return reader.GetDecimal();
    }

    public override void Write(Utf8JsonWriter writer, decimal value, JsonSerializerOptions options) =>
        writer.WriteNumberValue(value);
}
