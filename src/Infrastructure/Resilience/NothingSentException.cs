namespace Enterprise.Infrastructure.Resilience;

/// <summary>Says of a failure that it came before any change was sent: its outcome is known to be none.</summary>
internal sealed class NothingSentException(Exception cause)
    : Exception("The database failed before a change was sent.", cause);
