using Enterprise.Domain.Time;

namespace Enterprise.Application.Audit;

/// <summary>One change of one row. The database itself writes it, in the transaction of the change; it is only read.</summary>
/// <remarks>It refers to nothing: it outlives its object, the object's owner and whoever made the change.</remarks>
public sealed class AuditEntry : IDated
{
    private AuditEntry() { }

    /// <summary>Its own id: a UUID version 7 (RFC 9562).</summary>
    public Guid Id { get; private set; }

    /// <summary>When the row was changed, by the server's clock.</summary>
    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>The kind of object.</summary>
    public AuditedEntity Entity { get; private set; }

    /// <summary>The object.</summary>
    public Guid EntityId { get; private set; }

    /// <summary>Whose object it is.</summary>
    public Guid OwnerId { get; private set; }

    /// <summary>What happened to it.</summary>
    public AuditAction Action { get; private set; }

    /// <summary>The user who did it; null where it was done past the service, or by the service itself.</summary>
    public Guid? ActorId { get; private set; }

    /// <summary>The API key that was presented.</summary>
    public Guid? KeyId { get; private set; }

    /// <summary>The request, as its answer named it.</summary>
    public string? RequestId { get; private set; }

    /// <summary>The role that was logged in to the database.</summary>
    public string SessionRole { get; private set; } = "";

    /// <summary>The row before, as a JSON object of its columns with secrets masked; null for a new one.</summary>
    public string? Before { get; private set; }

    /// <summary>The row after; null for a deleted one.</summary>
    public string? After { get; private set; }
}
