namespace Enterprise.Infrastructure.Connections.Standbys;

/// <summary>Where the primary's log was in the last minutes, by our own clock.</summary>
/// <remarks>
/// A standby's own figures cannot tell how far it is behind: one that has lost its primary has replayed all that it
/// has received, and an idle primary makes its last transaction look old. The age of the first position that it
/// has not replayed tells. While no primary answers nobody gets any later: there is nothing to catch up with.
/// </remarks>
internal sealed class PrimaryHistory(TimeProvider clock)
{
    private const int Most = 2000;

    private readonly LinkedList<(LogPosition Position, long At)> _samples = new();
    private long _seenAt;

    /// <summary>Notes where the primary is now.</summary>
    /// <remarks>
    /// A new primary may begin before the end of the old one. What only that had written, nobody will ever replay:
    /// it makes no standby late.
    /// </remarks>
    public void Note(LogPosition position)
    {
        _seenAt = clock.GetTimestamp();

        while (_samples.Last?.Value.Position.Value > position.Value)
        {
            _samples.RemoveLast();
        }

        if (_samples.Last?.Value.Position.Value == position.Value)
        {
            return;
        }

        _samples.AddLast((position, _seenAt));

        if (_samples.Count > Most)
        {
            _samples.RemoveFirst();
        }
    }

    /// <summary>How far behind is whoever has replayed up to a position.</summary>
    public TimeSpan LagOf(LogPosition replayed)
    {
        for (var sample = _samples.First; sample is not null; sample = sample.Next)
        {
            if (sample.Value.Position.Value > replayed.Value)
            {
                return clock.GetElapsedTime(sample.Value.At, _seenAt);
            }
        }

        return TimeSpan.Zero;
    }
}
