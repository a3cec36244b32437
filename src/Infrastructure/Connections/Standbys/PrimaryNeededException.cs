namespace Enterprise.Infrastructure.Connections.Standbys;

/// <summary>Says that only the primary could serve a read, and did not; the standbys are not to blame.</summary>
internal sealed class PrimaryNeededException(Exception cause)
    : Exception("No standby has what must be seen, and the primary does not answer.", cause);
