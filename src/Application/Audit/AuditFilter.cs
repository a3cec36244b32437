namespace Enterprise.Application.Audit;

/// <summary>Which entries of the audit log are wanted; a null leaves that open.</summary>
public sealed record AuditFilter
{
    /// <summary>Only those of this kind of object.</summary>
    public AuditedEntity? Entity { get; init; }

    /// <summary>Only those of this object.</summary>
    public Guid? EntityId { get; init; }

    /// <summary>Only what this user did.</summary>
    public Guid? Actor { get; init; }

    /// <summary>Only from this instant on.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Only before this instant.</summary>
    public DateTimeOffset? Until { get; init; }
}
