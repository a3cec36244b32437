using Enterprise.Infrastructure.Background;
using Enterprise.Infrastructure.Connections;
using Enterprise.Infrastructure.Logging;
using Enterprise.Infrastructure.Persistence;
using Enterprise.Infrastructure.Sql;
using Enterprise.Infrastructure.Vectors.Embeddings;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;

namespace Enterprise.Infrastructure.Destinations;

/// <summary>Sees to it that what could not be embedded when it was stored is found by meaning soon after.</summary>
/// <remarks>
/// Every two seconds it asks an index whether any embedding is missing, and every ten minutes and at the start, whether
/// any is of another model; more often, nodes that differ in their settings would undo each other's work without end.
/// It begins with one text and little patience, so that a service that is back is noticed at the next look.
/// </remarks>
internal sealed class DestinationEmbedder(
    ISqlGateway sql,
    IConnectionService connections,
    IEmbeddingGenerator<string, Embedding<float>> generator,
    EmbeddingOptions options,
    TimeProvider clock,
    ILogger<DestinationEmbedder> logger
) : PeriodicWork(LookEvery, clock, fromTheStart: true)
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LookForModelsEvery = TimeSpan.FromMinutes(10);

    /// <summary>For the first text of a run: a service that is in good health needs a fraction of it.</summary>
    private static readonly TimeSpan PatienceAtFirst = TimeSpan.FromSeconds(2);

    /// <summary>After what does not pass by itself, and the longest that a service is listened to.</summary>
    private static readonly TimeSpan LongPause = TimeSpan.FromMinutes(1);

    private readonly DestinationEmbedding _embedding = new(generator);
    private readonly string _model = generator.ModelName();
    private long? _lookedForModels;
    private (long Since, TimeSpan Time) _pause;
    private bool _failed;
    private int _refused;

    protected override Task WorkAsync(CancellationToken cancellationToken) => LookAsync(cancellationToken);

    /// <summary>Looks once, and does what is to be done, as long as nothing fails.</summary>
    internal async Task LookAsync(CancellationToken cancellationToken)
    {
        if (Clock.GetElapsedTime(_pause.Since) < _pause.Time)
        {
            return;
        }

        try
        {
            await EmbedAsync(cancellationToken);
        }
        catch (EmbeddingFailedException failure)
        {
            Pause(failure);
        }
        catch (Exception exception)
            when (DatabaseFailures.IsOutage(exception) && !cancellationToken.IsCancellationRequested)
        {
            logger.DestinationsNotLookedFor(exception);
        }
    }

    private async Task EmbedAsync(CancellationToken cancellationToken)
    {
        var forModels = _lookedForModels is not { } last || Clock.GetElapsedTime(last) >= LookForModelsEvery;

        if (forModels)
        {
            _embedding.ForgetRefused();
        }

        if (await sql.IsAnyStaleAsync(forModels ? _model : null, cancellationToken))
        {
            var condition = forModels ? StaleDestinations.MissingOrOfAnotherModel : StaleDestinations.Missing;
            var batch = await FirstAsync(condition, cancellationToken);
            var done = 0;

            while (batch.Claimed > 0)
            {
                done += batch.Made;
                batch = await BatchAsync(condition, options.BatchSize, cancellationToken);
            }

            Tell(done);
        }

        if (forModels)
        {
            _lookedForModels = Clock.GetTimestamp();
        }
    }

    private async Task<EmbeddedBatch> FirstAsync(string condition, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(PatienceAtFirst, Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);

        try
        {
            return await BatchAsync(condition, most: 1, either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new EmbeddingFailedException(
                $"The embedding service did not answer within {PatienceAtFirst.TotalSeconds:F0} s.",
                isPassing: true
            );
        }
    }

    /// <summary>A connection for each batch: all of them may take hours.</summary>
    private async Task<EmbeddedBatch> BatchAsync(
        string condition,
        int most,
        CancellationToken cancellationToken
    )
    {
        await using var lease = await connections.AcquireAsync(
            ConnectionPurpose.LongRunning,
            ConnectionMode.Direct,
            ServerChoice.Primary,
            cancellationToken
        );

        return await _embedding.RunBatchAsync(lease.Connection, condition, most, cancellationToken);
    }

    private void Tell(int done)
    {
        if (done > 0)
        {
            logger.DestinationsEmbedded(done);
            _failed = false;
        }

        if (_embedding.Refused > _refused)
        {
            logger.TextsRefused(_embedding.Refused);
        }

        _refused = _embedding.Refused;
    }

    private void Pause(EmbeddingFailedException failure)
    {
        var wanted = failure.IsPassing ? failure.RetryAfter ?? TimeSpan.Zero : LongPause;
        _pause = (Clock.GetTimestamp(), wanted < LongPause ? wanted : LongPause);

        if (!_failed)
        {
            logger.DestinationsNotEmbedded(failure.Message);
        }

        _failed = true;
    }
}
