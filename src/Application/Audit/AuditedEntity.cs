namespace Enterprise.Application.Audit;

/// <summary>What the audit log tells of.</summary>
public enum AuditedEntity
{
    /// <summary>A trip.</summary>
    Trip,

    /// <summary>A stop of a trip.</summary>
    TripStop,

    /// <summary>A user.</summary>
    User,

    /// <summary>An API key; its hash is masked.</summary>
    ApiKey,

    /// <summary>A key for an outside service; its sealed value is masked.</summary>
    ProviderKey,
}
