namespace Enterprise.Infrastructure.Diagnostics.Server;

/// <summary>The sessions that one program holds as one role.</summary>
/// <param name="Application">What the program calls itself, which for the service's pools is their name.</param>
/// <param name="Role">The role.</param>
/// <param name="Total">How many there are.</param>
/// <param name="Busy">Those that run a statement.</param>
/// <param name="InTransaction">Those that have begun a transaction and wait for their client.</param>
/// <param name="Idle">Those that wait for work.</param>
/// <param name="Waiting">Those of the busy ones that wait for a lock.</param>
/// <param name="OldestTransaction">How long the oldest transaction lasts; null where there is none.</param>
public sealed record SessionGroup(
    string Application,
    string Role,
    int Total,
    int Busy,
    int InTransaction,
    int Idle,
    int Waiting,
    TimeSpan? OldestTransaction
);
