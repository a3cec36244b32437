namespace Enterprise.Infrastructure.Migrations.History;

/// <summary>What an entry of the history says of an attempt.</summary>
public enum AttemptStatus
{
    /// <summary>It was begun. Without another entry it still runs, or was interrupted.</summary>
    Started,

    /// <summary>It was done; the entry stands in the transaction of the migration itself.</summary>
    Success,

    /// <summary>It failed; the entry stands although the migration was rolled back.</summary>
    Failed,

    /// <summary>The migration was taken for applied without being run.</summary>
    Skipped,
}
