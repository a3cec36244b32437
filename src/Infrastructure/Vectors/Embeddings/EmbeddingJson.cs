using System.Text.Json.Serialization;

namespace Enterprise.Infrastructure.Vectors.Embeddings;

/// <summary>What is asked, in the words of the OpenAI API ("Create embeddings").</summary>
internal sealed record EmbeddingQuestion(
    string Model,
    IReadOnlyList<string> Input,
    int Dimensions,
    string EncodingFormat = "float"
);

/// <summary>What is answered; more members may stand there.</summary>
internal sealed record EmbeddingAnswer(IReadOnlyList<EmbeddingOfText?>? Data);

/// <summary>The embedding of the text with this index in the question.</summary>
internal sealed record EmbeddingOfText(int? Index, float[]? Embedding);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(EmbeddingQuestion))]
[JsonSerializable(typeof(EmbeddingAnswer))]
internal sealed partial class EmbeddingJson : JsonSerializerContext;
