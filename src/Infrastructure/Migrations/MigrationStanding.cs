using Enterprise.Infrastructure.Migrations.History;

namespace Enterprise.Infrastructure.Migrations;

/// <summary>A migration, and what became of it in a database.</summary>
/// <param name="Id">Its id.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Attempts">How often it was begun.</param>
/// <param name="Last">The newest entry of its history; null where there is none.</param>
public sealed record MigrationStanding(string Id, MigrationState State, int Attempts, HistoryEntry? Last)
{
    /// <summary>Whether the database counts it among what was applied.</summary>
    public bool IsInDatabase =>
        State is MigrationState.Applied or MigrationState.Skipped or MigrationState.Unknown;
}
