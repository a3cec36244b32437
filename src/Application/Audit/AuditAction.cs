namespace Enterprise.Application.Audit;

/// <summary>What happened to an object.</summary>
public enum AuditAction
{
    /// <summary>It was made.</summary>
    Created,

    /// <summary>It was changed.</summary>
    Updated,

    /// <summary>It was deleted, by itself or along with what it belonged to.</summary>
    Deleted,
}
