using System.Text.Json;

namespace Enterprise.Tests.Support.Embeddings;

/// <summary>What an embedding service was asked.</summary>
/// <param name="Method">The method.</param>
/// <param name="Path">The path.</param>
/// <param name="Authorization">The header field, empty where there was none.</param>
/// <param name="Body">The body.</param>
public sealed record EmbeddingRequest(string Method, string Path, string Authorization, JsonElement Body)
{
    /// <summary>The texts.</summary>
    public IReadOnlyList<string> Texts =>
        [.. Body.GetProperty("input").EnumerateArray().Select(text => text.GetString()!)];
}
