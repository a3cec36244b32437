using System.Text.Json;
using System.Text.Json.Serialization;
using Enterprise.Application.Time;

namespace Enterprise.Application.Json;

/// <summary>An instant as RFC 3339 text: read with any offset, written in UTC with <c>Z</c>.</summary>
internal sealed class InstantConverter : JsonConverter<DateTimeOffset>
{
    private const int OffsetLength = 6;

    public override DateTimeOffset Read(
        ref Utf8JsonReader reader,
        Type typeToConvert,
        JsonSerializerOptions options
    ) =>
        reader.TokenType == JsonTokenType.String
        && HasOffset(reader.GetString()!)
        && reader.TryGetDateTimeOffset(out var instant)
            ? instant.ToInstant()
            : throw new JsonMemberException(
                "This must be an instant such as 2027-05-01T09:30:00Z (RFC 3339)."
            );

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.UtcDateTime);

    /// <summary>Without an offset, text would be taken as the machine's local time.</summary>
    private static bool HasOffset(string text) =>
        text.IndexOf('T', StringComparison.Ordinal) is > 0 and var start
        && (text.EndsWith('Z') || (text.Length - start > OffsetLength && text[^OffsetLength] is '+' or '-'));
}
