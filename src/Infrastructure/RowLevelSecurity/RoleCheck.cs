using Enterprise.Application.Settings;
using Enterprise.Infrastructure.Connections;
using Enterprise.Infrastructure.Logging;
using Enterprise.Infrastructure.Persistence;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Enterprise.Infrastructure.RowLevelSecurity;

/// <summary>Keeps the service from running on a role that the policies do not bind.</summary>
/// <remarks>
/// It looks before the first request is served. Where no server answers then, the service starts all the same, live
/// and not ready, and ends when a server answers with such a role.
/// </remarks>
internal sealed class RoleCheck(
    IConnectionService connections,
    ConnectionStrings strings,
    RoleOptions options,
    TimeProvider clock,
    ILogger<RoleCheck> logger,
    IHostApplicationLifetime? lifetime = null
) : BackgroundService
{
    private static readonly TimeSpan LookAgainAfter = TimeSpan.FromMilliseconds(250);

    private bool _isDone;

    /// <exception cref="InvalidSettingException">The role leads past the policies, and nothing allows that.</exception>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        _isDone = await TryCheckAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    /// <summary>Looks at the role of every way to the database.</summary>
    /// <exception cref="InvalidSettingException">One leads past the policies, and nothing allows that.</exception>
    internal async Task CheckAsync(CancellationToken cancellationToken)
    {
        foreach (var mode in Enum.GetValues<ConnectionMode>().DistinctBy(strings.For))
        {
            await using var lease = await connections.AcquireAsync(
                ConnectionPurpose.Read,
                mode,
                ServerChoice.PrimaryFirst,
                cancellationToken
            );
            var (role, reason) = await RoleRights.WeighAsync(lease.Connection, cancellationToken);

            if (reason is null)
            {
                continue;
            }

            if (!options.AllowUnprotected)
            {
                throw new InvalidSettingException(RoleOptions.Refusal(role, reason));
            }

            logger.RoleUnprotected(role, reason);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (!_isDone)
            {
                await Task.Delay(LookAgainAfter, clock, stoppingToken);
                _isDone = await TryCheckAsync(stoppingToken);
            }
        }
        catch (InvalidSettingException refusal)
        {
            logger.RoleRefused(refusal.Message);
            Environment.ExitCode = 1;
            lifetime?.StopApplication();
        }
        catch (OperationCanceledException)
        {
            // The service ends.
        }
    }

    /// <summary>Whether a server answered.</summary>
    private async Task<bool> TryCheckAsync(CancellationToken cancellationToken)
    {
        try
        {
            await CheckAsync(cancellationToken);

            return true;
        }
        catch (Exception exception) when (DatabaseFailures.IsOutage(exception))
        {
            return false;
        }
    }
}
