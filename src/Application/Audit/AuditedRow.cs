using System.Buffers;
using System.Text.Json;

namespace Enterprise.Application.Audit;

/// <summary>A row as the audit log keeps it, in the words of the API.</summary>
/// <remarks>
/// Columns become members in camelCase, and instants end in <c>Z</c>; all other values stay as they stand there,
/// which for JSON of a user's own is as it was sent.
/// </remarks>
internal static class AuditedRow
{
    private const string InstantColumn = "_at";
    private const string UtcOffset = "+00:00\"";

    /// <summary>The row as a JSON object; null where there is none.</summary>
    public static JsonElement? Show(string? row)
    {
        if (row is null)
        {
            return null;
        }

        var shown = new ArrayBufferWriter<byte>(row.Length);
        using var columns = JsonDocument.Parse(row);
        using var writer = new Utf8JsonWriter(shown);
        writer.WriteStartObject();

        foreach (var column in columns.RootElement.EnumerateObject())
        {
            writer.WritePropertyName(ToCamelCase(column.Name));
            writer.WriteRawValue(ValueOf(column), skipInputValidation: true);
        }

        writer.WriteEndObject();
        writer.Flush();

        return JsonElement.Parse(shown.WrittenSpan);
    }

    private static string ValueOf(JsonProperty column)
    {
        var text = column.Value.GetRawText();

        return
            column.Name.EndsWith(InstantColumn, StringComparison.Ordinal)
            && text.EndsWith(UtcOffset, StringComparison.Ordinal)
            ? $"{text[..^UtcOffset.Length]}Z\""
            : text;
    }

    private static string ToCamelCase(string column)
    {
        var words = column.Split('_', StringSplitOptions.RemoveEmptyEntries);

        return string.Concat(
            words.Select((word, at) => at == 0 ? word : $"{char.ToUpperInvariant(word[0])}{word[1..]}")
        );
    }
}
