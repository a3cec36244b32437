namespace Enterprise.Application.Failures;

/// <summary>Says that the database did not answer in time, or not at all: 503 with <c>Retry-After</c>.</summary>
/// <remarks>
/// Where <see cref="OutcomeUnknown"/> is true the change may have been made: the answer was lost, not the
/// statement. Repeating it blindly could double it.
/// </remarks>
public sealed class DatabaseUnavailableException(
    string message,
    bool outcomeUnknown,
    TimeSpan retryAfter,
    Exception? innerException
) : Exception(message, innerException)
{
    /// <summary>Whether the change may have been made all the same.</summary>
    public bool OutcomeUnknown { get; } = outcomeUnknown;

    /// <summary>What failed, in a word, such as <c>admin_shutdown</c>; it holds no values.</summary>
    public required string Reason { get; init; }

    /// <summary>Whether the database was not even asked, because it had failed so often of late.</summary>
    public bool IsForeseen { get; init; }

    /// <summary>When asking again makes sense; whole seconds, 1 or more.</summary>
    public TimeSpan RetryAfter { get; } = retryAfter;
}
