namespace Enterprise.Application.Idempotency;

/// <summary>Says that the request was carried out before: its answer is given again, and nothing else happens.</summary>
public sealed class AnsweredBeforeException(RecordedAnswer answer)
    : Exception("The request was carried out before.")
{
    /// <summary>The first answer.</summary>
    public RecordedAnswer Answer { get; } = answer;
}
