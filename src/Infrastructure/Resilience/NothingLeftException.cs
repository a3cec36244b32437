namespace Enterprise.Infrastructure.Resilience;

/// <summary>Says of a failure that it came before a commit was sent: its outcome is known to be none.</summary>
internal sealed class NothingLeftException(Exception cause)
    : Exception("The database failed before a change could be committed.", cause);
