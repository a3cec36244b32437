using System.Text.Json;
using System.Text.Json.Serialization;
using Enterprise.Domain.Vocabularies;

namespace Enterprise.Application.Json;

/// <summary>An enumeration as one of the words of its vocabulary, spelt exactly.</summary>
internal sealed class VocabularyConverter<T> : JsonConverter<T>
    where T : struct, Enum
{
    private static readonly Dictionary<T, JsonEncodedText> Encoded = Enum.GetValues<T>()
        .ToDictionary(value => value, value => JsonEncodedText.Encode(Vocabulary<T>.WordFor(value)));

    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && Vocabulary<T>.TryParse(reader.GetString()!, out var value)
            ? value
            : throw new JsonMemberException($"This must be one of: {string.Join(", ", Vocabulary<T>.All)}.");

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WriteStringValue(Encoded[value]);
}
