namespace Enterprise.Application.Failures;

/// <summary>Says that what a text means could not be worked out: 503 with <c>Retry-After</c>, and nothing was changed.</summary>
/// <param name="retryAfter">When asking again makes sense; whole seconds, 1 to 60.</param>
/// <param name="innerException">Why, in words for operators.</param>
public sealed class MeaningUnavailableException(TimeSpan retryAfter, Exception innerException)
    : Exception(
        "What the text means cannot be worked out at the moment: the embedding service failed. "
            + "A search with the mode \"text\" goes by words alone, and one with an embedding needs no other.",
        innerException
    )
{
    /// <summary>When asking again makes sense.</summary>
    public TimeSpan RetryAfter { get; } = retryAfter;
}
