using Enterprise.Infrastructure.Caching.SecondLevel;
using Enterprise.Infrastructure.Notifications;

namespace Enterprise.Infrastructure.Caching;

/// <summary>Counts the changes that the database tells of, so that whoever remembers something can see if it still holds.</summary>
/// <remarks>
/// A tag is a table, or a table and an owner. There are as many counters as there are slots, however many owners: two
/// tags that share one make each other look changed, never unchanged.
/// </remarks>
internal sealed class ChangeLog(NotificationLink link, ISecondLevel secondLevel, CacheMetrics metrics)
    : INotificationSubscriber
{
    private const int Slots = 4096;

    private readonly long[] _changes = new long[Slots];
    private long _losses;

    public string Channel => ChangeTriggers.Channel;

    /// <summary>Whether changes are heard of.</summary>
    public bool IsLive => link.IsLive;

    /// <summary>How far the log of some tags is.</summary>
    public ChangePosition PositionOf(ReadOnlySpan<string> tags)
    {
        var changes = 0L;

        foreach (var tag in tags)
        {
            changes += Interlocked.Read(ref SlotOf(tag));
        }

        return new ChangePosition(Interlocked.Read(ref _losses), changes);
    }

    /// <summary>Something with this tag was changed.</summary>
    public void Hear(string payload)
    {
        // First: whoever finds the change counted here must not find the second level as it was before it.
        secondLevel.Hear(payload);
        Interlocked.Increment(ref SlotOf(payload));
        metrics.Changed();
    }

    public void LoseTouch()
    {
        Interlocked.Increment(ref _losses);
        metrics.LostTouch();
    }

    private ref long SlotOf(string tag) =>
        ref _changes[(uint)tag.GetHashCode(StringComparison.Ordinal) % Slots];
}
