using System.Linq.Expressions;
using System.Text.Json;

namespace Enterprise.Application.Audit;

/// <summary>An entry of the audit log as a caller sees it.</summary>
public sealed record AuditEntryView
{
    /// <summary>The projection that reads use.</summary>
    internal static readonly Expression<Func<AuditEntry, AuditEntryView>> Projection =
        entry => new AuditEntryView
        {
            Id = entry.Id,
            At = entry.CreatedAt,
            Entity = entry.Entity,
            EntityId = entry.EntityId,
            OwnerId = entry.OwnerId,
            Action = entry.Action,
            Actor = entry.ActorId,
            KeyId = entry.KeyId,
            RequestId = entry.RequestId,
            SessionRole = entry.SessionRole,
            Before = AuditedRow.Show(entry.Before),
            After = AuditedRow.Show(entry.After),
        };

    /// <inheritdoc cref="AuditEntry.Id"/>
    public required Guid Id { get; init; }

    /// <inheritdoc cref="AuditEntry.CreatedAt"/>
    public required DateTimeOffset At { get; init; }

    /// <inheritdoc cref="AuditEntry.Entity"/>
    public required AuditedEntity Entity { get; init; }

    /// <inheritdoc cref="AuditEntry.EntityId"/>
    public required Guid EntityId { get; init; }

    /// <inheritdoc cref="AuditEntry.OwnerId"/>
    public required Guid OwnerId { get; init; }

    /// <inheritdoc cref="AuditEntry.Action"/>
    public required AuditAction Action { get; init; }

    /// <inheritdoc cref="AuditEntry.ActorId"/>
    public required Guid? Actor { get; init; }

    /// <inheritdoc cref="AuditEntry.KeyId"/>
    public required Guid? KeyId { get; init; }

    /// <inheritdoc cref="AuditEntry.RequestId"/>
    public required string? RequestId { get; init; }

    /// <inheritdoc cref="AuditEntry.SessionRole"/>
    public required string SessionRole { get; init; }

    /// <inheritdoc cref="AuditEntry.Before"/>
    public required JsonElement? Before { get; init; }

    /// <inheritdoc cref="AuditEntry.After"/>
    public required JsonElement? After { get; init; }
}
