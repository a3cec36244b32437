using Enterprise.Infrastructure.Migrations.Scripts;

namespace Enterprise.Infrastructure.Migrations.History;

/// <summary>An entry of the history of migrations.</summary>
/// <param name="Migration">The migration's id.</param>
/// <param name="Direction">Whether it was applied or taken back.</param>
/// <param name="Attempt">Which attempt at it, from 1.</param>
/// <param name="Status">What the entry says of the attempt.</param>
/// <param name="At">When, by the server's clock.</param>
/// <param name="DurationMs">How long the attempt took, in milliseconds; null where it has not ended.</param>
/// <param name="Error">Why it failed.</param>
/// <param name="Reason">Why it was skipped.</param>
/// <param name="Checksum">The SHA-256 of its SQL.</param>
/// <param name="Actor">Who ran it: user and machine, and the role on the server.</param>
/// <param name="ApplicationVersion">The version of the program.</param>
/// <param name="Server">The version of the server.</param>
public sealed record HistoryEntry(
    string Migration,
    MigrationDirection Direction,
    int Attempt,
    AttemptStatus Status,
    DateTimeOffset At,
    long? DurationMs,
    string? Error,
    string? Reason,
    string? Checksum,
    string Actor,
    string ApplicationVersion,
    string Server
);
