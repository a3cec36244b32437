namespace Enterprise.Infrastructure.Connections.Standbys;

/// <summary>What was last seen of a server.</summary>
/// <param name="Place">Where it is.</param>
/// <param name="IsStandby">Whether it replays another server's log.</param>
/// <param name="Replayed">How far it has; null while it does not answer.</param>
/// <param name="Lag">How far behind the primary that is.</param>
/// <param name="IsUsed">Whether reads may go to it.</param>
internal sealed record StandbyState(
    ServerPlace Place,
    bool IsStandby,
    LogPosition? Replayed,
    TimeSpan? Lag,
    bool IsUsed
);
