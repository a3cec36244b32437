using Microsoft.EntityFrameworkCore;

namespace Enterprise.Application.Audit;

/// <summary>Turns filters into queries.</summary>
internal static class AuditSelection
{
    /// <summary>The entries that pass a filter.</summary>
    /// <param name="db">Where.</param>
    /// <param name="owner">Whose objects they are about; null for everybody's.</param>
    /// <param name="entities">The kinds of objects, all of which the caller may read.</param>
    /// <param name="filter">What else is wanted; its kind of object is among those.</param>
    public static IQueryable<AuditEntry> AuditEntriesOf(
        this DbContext db,
        Guid? owner,
        AuditedEntity[] entities,
        AuditFilter filter
    )
    {
        var entries = db.Set<AuditEntry>().Where(entry => entities.Contains(entry.Entity));

        if (owner is { } ownerId)
        {
            entries = entries.Where(entry => entry.OwnerId == ownerId);
        }

        if (filter.EntityId is { } id)
        {
            entries = entries.Where(entry => entry.EntityId == id);
        }

        if (filter.Actor is { } actor)
        {
            entries = entries.Where(entry => entry.ActorId == actor);
        }

        if (filter.From is { } from)
        {
            entries = entries.Where(entry => entry.CreatedAt >= from);
        }

        return filter.Until is { } until ? entries.Where(entry => entry.CreatedAt < until) : entries;
    }
}
