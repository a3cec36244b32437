using Enterprise.Application.Paging;
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
            entries = entries.Where(entry => entry.At >= from);
        }

        return filter.Until is { } until ? entries.Where(entry => entry.At < until) : entries;
    }

    /// <summary>The entries after a position, the newest first.</summary>
    /// <remarks>The first condition bounds the index scan and leaves partitions out; the second settles ties.</remarks>
    public static IQueryable<AuditEntry> NewestFirst(this IQueryable<AuditEntry> entries, Position after)
    {
        var (instant, id) = (after.Instant, after.Id);

        return entries
            .Where(entry => entry.At <= instant)
            .Where(entry => entry.At < instant || entry.Id < id)
            .OrderByDescending(entry => entry.At)
            .ThenByDescending(entry => entry.Id);
    }
}
