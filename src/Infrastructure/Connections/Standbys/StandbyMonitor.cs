using System.Collections.Concurrent;
using System.Globalization;
using Enterprise.Infrastructure.Background;
using Enterprise.Infrastructure.Connections.Pools;
using Enterprise.Infrastructure.Logging;
using Enterprise.Infrastructure.Resilience;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Enterprise.Infrastructure.Connections.Standbys;

/// <summary>Looks several times a second how far each standby is; without one it does nothing.</summary>
internal sealed class StandbyMonitor(
    ConnectionStrings connections,
    StandbyOptions options,
    DataSourceFactory sources,
    TimeProvider clock,
    ILogger<StandbyMonitor> logger
) : PeriodicWork(LookEvery, clock)
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(250);
    private static readonly PoolBounds OneConnection = new(
        PoolOptions.MaxSetting,
        Min: 0,
        Max: 1,
        CommandTimeout: 2
    );

    private readonly PrimaryHistory _primary = new(clock);
    private readonly ConcurrentDictionary<ServerPlace, StandbyState> _states = new();
    private readonly Lazy<IReadOnlyList<StandbyProbe>> _probes = new(() =>
    {
        var places = ServerPlace.Of(connections.For(ConnectionMode.Transaction));

        return places.Count < 2
            ? []
            : [.. places.Select(place => new StandbyProbe(place, connections, sources, OneConnection))];
    });

    /// <summary>The standbys, and servers that do not answer.</summary>
    public IEnumerable<StandbyReport> Report() =>
        _states
            .Values.Where(state => state.IsStandby || state.Replayed is null)
            .Select(state => new StandbyReport(
                state.Place.ToString(),
                state.Replayed is not null,
                state.Lag,
                state.IsUsed
            ));

    /// <summary>Whether reads may go to a server; until it has been looked at they may.</summary>
    public bool MayRead(ServerPlace place) => !_states.TryGetValue(place, out var state) || state.IsUsed;

    /// <summary>Whether a server is known to have replayed up to a position; null where only it can tell.</summary>
    public bool? HasReplayed(ServerPlace place, LogPosition position) =>
        _states.TryGetValue(place, out var state)
        && (!state.IsStandby || state.Replayed?.Value >= position.Value)
            ? true
            : null;

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);

        foreach (var probe in _probes.Value)
        {
            await probe.DisposeAsync();
        }
    }

    /// <summary>Looks once at all servers.</summary>
    internal Task LookAsync(CancellationToken cancellationToken) => WorkAsync(cancellationToken);

    protected override async Task WorkAsync(CancellationToken cancellationToken)
    {
        if (_probes.Value.Count == 0)
        {
            return;
        }

        var seen = await Task.WhenAll(_probes.Value.Select(probe => AskAsync(probe, cancellationToken)));

        foreach (var primary in seen.Where(server => server.Position is not null && !server.IsStandby))
        {
            _primary.Note(primary.Position!.Value);
        }

        foreach (var server in seen)
        {
            Keep(server.Place, server.IsStandby, server.Position);
        }
    }

    private async Task<(ServerPlace Place, bool IsStandby, LogPosition? Position)> AskAsync(
        StandbyProbe probe,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var (isStandby, position) = await probe.AskAsync(cancellationToken);

            return (probe.Place, isStandby, position);
        }
        catch (Exception exception)
            when (exception is NpgsqlException || FailureTable.KindOf(exception) is not FailureKind.Permanent)
        {
            return (probe.Place, _states.TryGetValue(probe.Place, out var known) && known.IsStandby, null);
        }
    }

    /// <summary>Of a server that does not answer nobody knows whether it is a standby, or how late.</summary>
    private string ReasonOf(TimeSpan? lag) =>
        lag is { } known
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"it lags {known.TotalSeconds:F1} s, more than the {options.MaxLag.TotalSeconds:F0} s of Database__MaxStandbyLagSeconds"
            )
            : "it does not answer";

    private void Keep(ServerPlace place, bool isStandby, LogPosition? position)
    {
        TimeSpan? lag =
            position is not { } replayed ? null
            : isStandby ? _primary.LagOf(replayed)
            : TimeSpan.Zero;
        var state = new StandbyState(place, isStandby, position, lag, lag <= options.MaxLag);
        var wasUsed = !_states.TryGetValue(place, out var before) || before.IsUsed;
        _states[place] = state;

        if (wasUsed && !state.IsUsed)
        {
            logger.ServerLeftOut(place.ToString(), ReasonOf(lag));
        }
        else if (!wasUsed && state.IsUsed)
        {
            logger.ServerUsedAgain(place.ToString());
        }
    }
}
