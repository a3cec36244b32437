using System.Text.Json;
using Npgsql;

namespace Enterprise.Rival;

/// <summary>Writes a row of <see cref="TripSql"/> as JSON, straight from the reader.</summary>
internal static class TripJson
{
    private const int CreatedAt = 11;
    private const int Version = 13;

    private static readonly JsonEncodedText[] Names =
    [
        .. (
            (string[])
                [
                    "id",
                    "title",
                    "destination",
                    "description",
                    "startsOn",
                    "endsOn",
                    "budget",
                    "amount",
                    "currency",
                    "travelers",
                    "kind",
                    "status",
                    "createdAt",
                    "updatedAt",
                ]
        ).Select(name => JsonEncodedText.Encode(name)),
    ];

    /// <summary>The strong entity tag of the row.</summary>
    public static string EntityTag(NpgsqlDataReader row) => $"\"{row.GetFieldValue<uint>(Version):x8}\"";

    /// <summary>Where the list goes on after the row.</summary>
    public static TripCursor PositionOf(NpgsqlDataReader row) =>
        new(row.GetDateTime(CreatedAt), row.GetGuid(0));

    public static void Write(Utf8JsonWriter json, NpgsqlDataReader row)
    {
        json.WriteStartObject();
        json.WriteString(Names[0], row.GetGuid(0));
        json.WriteString(Names[1], row.GetString(1));
        json.WriteString(Names[2], row.GetString(2));
        json.WriteString(Names[3], row.IsDBNull(3) ? null : row.GetString(3));
        WriteDay(json, Names[4], row.GetFieldValue<DateOnly>(4));
        WriteDay(json, Names[5], row.GetFieldValue<DateOnly>(5));
        WriteBudget(json, row);
        json.WriteNumber(Names[9], row.GetInt32(8));
        json.WriteString(Names[10], row.GetString(9));
        json.WriteString(Names[11], row.GetString(10));
        json.WriteString(Names[12], row.GetDateTime(CreatedAt));
        json.WriteString(Names[13], row.GetDateTime(12));
        json.WriteEndObject();
    }

    private static void WriteBudget(Utf8JsonWriter json, NpgsqlDataReader row)
    {
        if (row.IsDBNull(6))
        {
            json.WriteNull(Names[6]);

            return;
        }

        json.WriteStartObject(Names[6]);
        json.WriteNumber(Names[7], row.GetDecimal(6));
        json.WriteString(Names[8], row.GetString(7));
        json.WriteEndObject();
    }

    private static void WriteDay(Utf8JsonWriter json, JsonEncodedText name, DateOnly day)
    {
        Span<byte> text = stackalloc byte[10];
        day.TryFormat(text, out var length, "O");
        json.WriteString(name, text[..length]);
    }
}
