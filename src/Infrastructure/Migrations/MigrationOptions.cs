namespace Enterprise.Infrastructure.Migrations;

/// <summary>What a run of migrations shall do, and how patient it is.</summary>
public sealed record MigrationOptions
{
    /// <summary>The longest that a statement may wait for a lock, unless it is said otherwise.</summary>
    public static readonly TimeSpan DefaultLockTimeout = TimeSpan.FromSeconds(2);

    /// <summary>How often a migration is begun that does not get a lock, unless it is said otherwise.</summary>
    public const int DefaultLockAttempts = 10;

    /// <summary>The longest that a statement may take, unless it is said otherwise.</summary>
    public static readonly TimeSpan DefaultStatementTimeout = TimeSpan.FromHours(6);

    /// <summary>The last migration to apply, by name or id; null for the newest.</summary>
    public string? Target { get; init; }

    /// <summary>One transaction for all migrations of the run, instead of one for each.</summary>
    public bool AllOrNothing { get; init; }

    /// <summary>Migrations that are taken for applied without being run, by name or id.</summary>
    public IReadOnlyList<string> Skip { get; init; } = [];

    /// <summary>Why they are; wanted where <see cref="Skip"/> or <see cref="Baseline"/> names any.</summary>
    public string? Reason { get; init; }

    /// <summary>
    /// The last of the migrations that a database not made by them already has; they are taken for applied.
    /// </summary>
    public string? Baseline { get; init; }

    /// <summary>The longest that a statement waits for a lock, and keeps everybody waiting who comes after it.</summary>
    public TimeSpan LockTimeout { get; init; } = DefaultLockTimeout;

    /// <summary>How often a migration is begun that does not get a lock; 1 or more.</summary>
    public int LockAttempts { get; init; } = DefaultLockAttempts;

    /// <summary>The longest that a statement may take.</summary>
    public TimeSpan StatementTimeout { get; init; } = DefaultStatementTimeout;

    /// <summary>Whether taking back may lose what is in the tables.</summary>
    public bool AllowDataLoss { get; init; }
}
