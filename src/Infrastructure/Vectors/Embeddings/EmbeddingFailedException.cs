using Enterprise.Application.Settings;

namespace Enterprise.Infrastructure.Vectors.Embeddings;

/// <summary>Says why texts were not embedded, and which setting to look at; nothing of the texts, answers or keys.</summary>
public sealed class EmbeddingFailedException : Exception
{
    internal EmbeddingFailedException(
        string message,
        bool isPassing = false,
        Exception? innerException = null
    )
        : base(message, innerException) => IsPassing = isPassing;

    /// <summary>Whether the same may succeed in a while, without anybody's doing.</summary>
    public bool IsPassing { get; }

    /// <summary>Whether the texts may be to blame, such as for their length: others may be taken.</summary>
    public bool IsOfTexts { get; internal init; }

    /// <summary>When the service wants to be asked again; null where it has not said.</summary>
    public TimeSpan? RetryAfter { get; internal init; }

    /// <summary>An answer that is none to what was asked.</summary>
    internal static EmbeddingFailedException WrongAnswer(string what, Exception? innerException = null) =>
        new(
            $"The embedding service answered with {what}: look at {Name(EmbeddingOptions.EndpointSetting)} and "
                + $"{Name(EmbeddingOptions.ModelSetting)}.",
            innerException: innerException
        );

    internal static string Name(string setting) => SettingReader.InEnvironment(setting);
}
