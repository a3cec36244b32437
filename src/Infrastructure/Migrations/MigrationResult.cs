namespace Enterprise.Infrastructure.Migrations;

/// <summary>What a run has done, by ids.</summary>
/// <param name="Applied">The migrations that were run, in order.</param>
/// <param name="Skipped">Those that were taken for applied.</param>
/// <param name="RebuiltIndexes">The indexes that had been left unfinished, and are whole now.</param>
public sealed record MigrationResult(
    IReadOnlyList<string> Applied,
    IReadOnlyList<string> Skipped,
    IReadOnlyList<string> RebuiltIndexes
);
