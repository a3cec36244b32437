namespace Enterprise.Infrastructure.Connections;

/// <summary>What follows from a purpose.</summary>
internal static class ConnectionPurposes
{
    /// <summary>Whether its work may take minutes.</summary>
    public static bool IsLong(this ConnectionPurpose purpose) =>
        purpose is ConnectionPurpose.LongRunning or ConnectionPurpose.Migration;

    /// <summary>The kind of work that it is for, unless a call says otherwise.</summary>
    public static WorkKind UsualWork(this ConnectionPurpose purpose) =>
        purpose switch
        {
            ConnectionPurpose.Read => WorkKind.Read,
            ConnectionPurpose.Write => WorkKind.SingleWrite,
            ConnectionPurpose.LongRunning => WorkKind.LongRunning,
            _ => WorkKind.Migration,
        };
}
