using Enterprise.Tests.Support.Postgres;
using Enterprise.WebApi.Tests.Kestrel;

namespace Enterprise.WebApi.Tests.Faults;

/// <summary>A primary, a standby that shows every commit late, and two nodes of the service on both.</summary>
public sealed class LaggingPair : IAsyncLifetime
{
    /// <summary>How late.</summary>
    public static readonly TimeSpan Lag = TimeSpan.FromMilliseconds(300);

    /// <summary>The servers.</summary>
    public StandbyPair Pair { get; private set; } = null!;

    internal Installation Near { get; private set; } = null!;

    internal Installation Far { get; private set; } = null!;

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        Pair = await StandbyPair.CreateAsync();
        Near = await Installation.OnAsync(Pair.Server, Pair.Both);
        Far = await Installation.OnAsync(Pair.Server, Pair.Both);
        await Pair.UntilCaughtUpAsync();
        await Pair.SetReplayDelayAsync(Lag);
    }

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        await Near.DisposeAsync();
        await Far.DisposeAsync();
        await Pair.DisposeAsync();
    }
}
