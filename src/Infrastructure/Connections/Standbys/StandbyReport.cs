namespace Enterprise.Infrastructure.Connections.Standbys;

/// <summary>How a standby is.</summary>
/// <param name="Name">Its host and port.</param>
/// <param name="IsUp">Whether it answers.</param>
/// <param name="Lag">How far behind the primary it is; null while it is not known.</param>
/// <param name="IsUsed">Whether reads go to it.</param>
public sealed record StandbyReport(string Name, bool IsUp, TimeSpan? Lag, bool IsUsed);
