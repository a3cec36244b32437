using Enterprise.Infrastructure.Background;
using Enterprise.Infrastructure.Logging;
using Microsoft.Extensions.Logging;
using Microsoft.FeatureManagement;

namespace Enterprise.Infrastructure.Connections.Strategies;

/// <summary>Which strategy opens the next connection; the feature flag <see cref="Flag"/> decides, at run time.</summary>
/// <remarks>
/// The flag is asked twice a second, not for each connection. Leases that are out keep the strategy by which they
/// were opened, and end as they would have.
/// </remarks>
internal sealed class StrategySwitch(
    ResilientStrategy resilient,
    SimpleStrategy simple,
    TimeProvider clock,
    ILogger<StrategySwitch> logger,
    IFeatureManager? features = null,
    IFeatureDefinitionProvider? definitions = null
) : PeriodicWork(AskEvery, clock)
{
    /// <summary>The flag, under <c>FeatureManagement</c>; on unless it is said otherwise.</summary>
    public const string Flag = "ResilientConnections";

    private static readonly TimeSpan AskEvery = TimeSpan.FromMilliseconds(500);

    private volatile IConnectionStrategy _current = resilient;

    /// <summary>The strategy for the next connection.</summary>
    public IConnectionStrategy Current => _current;

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await WorkAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    /// <summary>Puts a strategy of a test's own in their place.</summary>
    internal void Use(IConnectionStrategy strategy) => _current = strategy;

    protected override async Task WorkAsync(CancellationToken cancellationToken)
    {
        var chosen = await ChooseAsync();

        if (!ReferenceEquals(chosen, _current))
        {
            _current = chosen;
            logger.StrategyChanged(chosen.Name);
        }
    }

    /// <summary>A flag that cannot be understood, such as one with an unknown filter, changes nothing.</summary>
    private async Task<IConnectionStrategy> ChooseAsync()
    {
        try
        {
            return await IsResilientAsync() ? resilient : simple;
        }
        catch (FeatureManagementException exception)
        {
            logger.FlagNotUnderstood(Flag, _current.Name, exception);

            return _current;
        }
    }

    private async Task<bool> IsResilientAsync() =>
        features is null
        || definitions is null
        || await definitions.GetFeatureDefinitionAsync(Flag) is null
        || await features.IsEnabledAsync(Flag);
}
