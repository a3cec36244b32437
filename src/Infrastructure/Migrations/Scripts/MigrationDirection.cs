namespace Enterprise.Infrastructure.Migrations.Scripts;

/// <summary>Which way a migration is run.</summary>
public enum MigrationDirection
{
    /// <summary>Applied.</summary>
    Up,

    /// <summary>Taken back.</summary>
    Down,
}
