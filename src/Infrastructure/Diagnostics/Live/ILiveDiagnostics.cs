namespace Enterprise.Infrastructure.Diagnostics.Live;

/// <summary>Shows the service at work to whoever looks; what nobody looks at costs nothing.</summary>
public interface ILiveDiagnostics
{
    /// <summary>Begins to count what is counted only meanwhile; dispose it to end that.</summary>
    ILiveWatch Watch();
}

/// <summary>Somebody looks.</summary>
public interface ILiveWatch : IDisposable
{
    /// <summary>How everything is at this moment. It reads counters alone: it asks no database and waits for nothing.</summary>
    LiveReading Read();
}
