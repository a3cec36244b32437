using System.Threading.Channels;
using Enterprise.Infrastructure.Connections;
using Enterprise.Infrastructure.Resilience;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace Enterprise.Infrastructure.Diagnostics.Statements;

/// <summary>Asks the server how it carries slow statements out, one after the other, away from all requests.</summary>
/// <remarks>
/// By the generic plan (PostgreSQL manual, EXPLAIN, since version 16), which needs no values; nothing is carried out. Of
/// what cannot be asked, such as several statements in one or an older server, the plan is unknown.
/// </remarks>
internal sealed class StatementPlans(AttemptRunner attempts, ModePolicy modes) : BackgroundService
{
    /// <summary>More do not wait: they are told of without a plan.</summary>
    private const int Waiting = 32;

    /// <summary>Nothing may be changed from here on, whatever the question is.</summary>
    private const string Prepare =
        "SELECT set_config('transaction_read_only', 'on', true), set_config('enterprise.question', $1, true)";

    /// <summary>The driver's protocol wants a value for each parameter, of which a generic plan has none; PL/pgSQL does not.</summary>
    private const string Ask = """
        DO $$
        DECLARE plan text;
        BEGIN
            EXECUTE current_setting('enterprise.question') INTO plan;
            PERFORM set_config('enterprise.plan', plan, true);
        END $$
        """;

    private const string Answer = "SELECT current_setting('enterprise.plan')";

    private readonly Channel<(string Sql, Action<string?> Tell)> _wanted = Channel.CreateBounded<(
        string,
        Action<string?>
    )>(Waiting);

    private readonly Work _work = new(
        "explain",
        ConnectionPurpose.LongRunning,
        modes[WorkKind.LongRunning],
        ServerChoice.Primary,
        RetryRule.Read
    );

    /// <summary>Tells a hash of the plan of a statement when it is known, or null when it cannot be.</summary>
    public void WhenKnown(string sql, Action<string?> tell)
    {
        if (!_wanted.Writer.TryWrite((sql, tell)))
        {
            tell(null);
        }
    }

    /// <summary>A hash of how the server carries a statement out; null where that cannot be asked.</summary>
    internal async Task<string?> AskAsync(string sql)
    {
        try
        {
            if (ExplainableSql.From(sql) is not { } question)
            {
                return null;
            }

            var plan = await attempts.RunAsync(
                _work,
                static async (question, lease, _) =>
                {
                    await using var batch = new NpgsqlBatch(lease.Connection)
                    {
                        BatchCommands =
                        {
                            new NpgsqlBatchCommand(Prepare)
                            {
                                Parameters = { new NpgsqlParameter<string> { TypedValue = question } },
                            },
                            new NpgsqlBatchCommand(Ask),
                            new NpgsqlBatchCommand(Answer),
                        },
                    };

                    await using var rows = await batch.ExecuteReaderAsync(CancellationToken.None);
                    await rows.NextResultAsync(CancellationToken.None);

                    return await rows.ReadAsync(CancellationToken.None) ? rows.GetString(0) : null;
                },
                question,
                CancellationToken.None
            );

            return plan is null ? null : PlanHash.Of(plan);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // Whatever it is: no service ends because a plan is not known.
            return null;
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await foreach (var (sql, tell) in _wanted.Reader.ReadAllAsync(stoppingToken))
            {
                tell(await AskAsync(sql));
            }
        }
        catch (OperationCanceledException)
        {
            // The host stops.
        }
    }
}
