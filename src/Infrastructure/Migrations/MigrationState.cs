namespace Enterprise.Infrastructure.Migrations;

/// <summary>Where a migration stands in a database.</summary>
public enum MigrationState
{
    /// <summary>It was applied.</summary>
    Applied,

    /// <summary>It was taken for applied without being run.</summary>
    Skipped,

    /// <summary>It is still to come.</summary>
    Pending,

    /// <summary>It is still to come, and was tried: it failed, was interrupted, or is being run at this moment.</summary>
    Tried,

    /// <summary>It was applied, and this build does not know it.</summary>
    Unknown,
}
