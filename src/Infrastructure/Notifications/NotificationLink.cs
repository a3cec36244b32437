namespace Enterprise.Infrastructure.Notifications;

/// <summary>How long ago the listener was last in touch with the database.</summary>
/// <remarks>
/// A connection that was cut says so; one into a black hole says nothing. So the listener asks for an answer
/// several times a second, and what is remembered counts only while the last answer is recent enough for a
/// change to be known everywhere within a second.
/// </remarks>
internal sealed class NotificationLink(TimeProvider clock)
{
    /// <summary>The age from which on an answer proves nothing any more.</summary>
    private static readonly TimeSpan Trust = TimeSpan.FromMilliseconds(900);

    private const long Never = long.MinValue;

    private long _askedAt = Never;

    /// <summary>Whether a change that was committed until now is heard of within a second.</summary>
    public bool IsLive =>
        Interlocked.Read(ref _askedAt) is not Never and var asked && clock.GetElapsedTime(asked) < Trust;

    /// <summary>The database has answered what it was asked at this time stamp.</summary>
    public void Confirm(long askedAt) => Interlocked.Exchange(ref _askedAt, askedAt);

    /// <summary>The connection is gone.</summary>
    public void Cut() => Interlocked.Exchange(ref _askedAt, Never);
}
