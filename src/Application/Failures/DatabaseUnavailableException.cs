namespace Enterprise.Application.Failures;

/// <summary>Says that the database did not answer in time, or not at all: 503 with <c>Retry-After</c>.</summary>
/// <remarks>
/// Where <see cref="OutcomeUnknown"/> is true the change may have been made: the answer was lost, not the
/// statement. Repeating it blindly could double it.
/// </remarks>
public sealed class DatabaseUnavailableException(
    string message,
    bool outcomeUnknown,
    Exception? innerException
) : Exception(message, innerException)
{
    /// <summary>Whether the change may have been made all the same.</summary>
    public bool OutcomeUnknown { get; } = outcomeUnknown;

    /// <summary>When asking again makes sense.</summary>
    public TimeSpan RetryAfter { get; } = TimeSpan.FromSeconds(1);
}
