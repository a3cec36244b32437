namespace Enterprise.Infrastructure.Resilience.Outcomes;

/// <summary>Says of a commit that nobody here knows whether it was made, or made to last.</summary>
internal sealed class OutcomeUnknownException(Exception? cause)
    : Exception("A commit was sent, and whether it was made is not known.", cause);
