using Enterprise.Infrastructure.Background;
using Enterprise.Infrastructure.Logging;
using Enterprise.Infrastructure.Persistence;
using Enterprise.Infrastructure.RowLevelSecurity;
using Enterprise.Infrastructure.Sql;
using Enterprise.Infrastructure.Sql.Statements;
using Microsoft.Extensions.Logging;

namespace Enterprise.Infrastructure.Audit;

/// <summary>Makes the partitions of the audit log for the months to come.</summary>
/// <remarks>
/// It looks at the start of the service and every hour, so that an attempt during an outage is soon made up for.
/// Several nodes may do it at once. Whatever comes in a month without a partition goes to the default one.
/// </remarks>
internal sealed class AuditPartitions(ISqlGateway sql, TimeProvider clock, ILogger<AuditPartitions> logger)
    : PeriodicWork(LookEvery, clock, fromTheStart: true)
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromHours(1);

    protected override Task WorkAsync(CancellationToken cancellationToken) => MakeAsync(cancellationToken);

    internal async Task MakeAsync(CancellationToken cancellationToken)
    {
        try
        {
            await sql.CallAsync<int>(
                Identity.Service,
                SqlIdentifier.Of(AuditPartitioning.Function),
                [AuditPartitioning.MonthsAhead],
                options: SqlOptions.Pooled,
                cancellationToken: cancellationToken
            );
        }
        catch (Exception exception) when (DatabaseFailures.IsOutage(exception))
        {
            logger.PartitionsNotMade(exception);
        }
    }
}
