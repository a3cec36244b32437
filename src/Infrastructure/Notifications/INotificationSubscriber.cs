namespace Enterprise.Infrastructure.Notifications;

/// <summary>Somebody who remembers what the database holds, and must hear when it is changed.</summary>
/// <remarks>Both methods are called on the listener's own flow: they must be quick, and must not throw.</remarks>
internal interface INotificationSubscriber
{
    /// <summary>The channel of PostgreSQL's <c>NOTIFY</c>: an identifier in lower case.</summary>
    string Channel { get; }

    /// <summary>Something was said on the channel, after the commit of whoever said it.</summary>
    void Hear(string payload);

    /// <summary>Nothing has been heard for a while, and nobody knows what was said: forget what is remembered.</summary>
    void LoseTouch();
}
