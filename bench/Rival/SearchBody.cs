using System.Buffers;
using System.Text.Json;

namespace Enterprise.Rival;

/// <summary>A search as a caller sends it, read token by token.</summary>
/// <param name="Text">The words.</param>
/// <param name="Embedding">The meaning.</param>
/// <param name="Limit">The most results.</param>
internal sealed record SearchBody(string Text, float[] Embedding, int Limit)
{
    private const int Dimensions = 384;

    /// <summary>Null where it is no search.</summary>
    public static SearchBody? Read(ReadOnlySequence<byte> json)
    {
        try
        {
            var reader = new Utf8JsonReader(json);
            var (text, embedding, limit) = ("", (float[]?)null, 10);
            reader.Read();

            while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
            {
                if (reader.ValueTextEquals("text"u8))
                {
                    reader.Read();
                    text = reader.GetString()!;
                }
                else if (reader.ValueTextEquals("limit"u8))
                {
                    reader.Read();
                    limit = reader.GetInt32();
                }
                else if (reader.ValueTextEquals("embedding"u8))
                {
                    embedding = ReadNumbers(ref reader);
                }
                else
                {
                    return null;
                }
            }

            return text.Length > 0 && embedding is not null ? new(text, embedding, limit) : null;
        }
        catch (Exception exception)
            when (exception is JsonException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }

    private static float[]? ReadNumbers(ref Utf8JsonReader reader)
    {
        var numbers = new float[Dimensions];
        var count = 0;
        reader.Read();

        for (; reader.Read() && reader.TokenType is JsonTokenType.Number && count < Dimensions; count++)
        {
            numbers[count] = reader.GetSingle();
        }

        return count == Dimensions && reader.TokenType is JsonTokenType.EndArray ? numbers : null;
    }
}
