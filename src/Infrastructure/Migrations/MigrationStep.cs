namespace Enterprise.Infrastructure.Migrations;

/// <summary>How far a run is.</summary>
/// <param name="Id">The migration that is being run.</param>
/// <param name="Position">Which one it is, from 1.</param>
/// <param name="Count">How many there are.</param>
public readonly record struct MigrationStep(string Id, int Position, int Count);
