using Enterprise.Application.Failures;
using Enterprise.Infrastructure.Logging;
using Enterprise.Infrastructure.Resilience;
using Enterprise.Infrastructure.Vectors.Embeddings;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;

namespace Enterprise.Infrastructure.Destinations;

/// <summary>Asks what a text means on behalf of a request, within a share of the request's time.</summary>
/// <remarks>
/// A service gets half of what is left: a request that does without it still has time for the database. The model
/// in this process gets all of it, for it is loaded at the first use, and does not hang.
/// </remarks>
internal sealed class MeaningOfTexts(
    IEmbeddingGenerator<string, Embedding<float>> generator,
    EmbeddingOptions options,
    TimeProvider clock,
    ILogger<MeaningOfTexts> logger
)
{
    private static readonly TimeSpan SoonestRetry = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LatestRetry = TimeSpan.FromMinutes(1);

    /// <summary>What a text means.</summary>
    /// <exception cref="MeaningUnavailableException">That could not be worked out.</exception>
    public async Task<ReadOnlyMemory<float>> OfAsync(string text, CancellationToken cancellationToken)
    {
        using var share = new CancellationTokenSource(Share(), clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(share.Token, cancellationToken);

        try
        {
            return (await generator.GenerateAsync([text], cancellationToken: either.Token))[0].Vector;
        }
        catch (EmbeddingFailedException failure)
        {
            throw Unavailable(failure.Message, failure.RetryAfter, failure);
        }
        catch (OperationCanceledException late) when (!cancellationToken.IsCancellationRequested)
        {
            throw Unavailable(
                "The embedding service did not answer within half of Database__RequestBudget.",
                retryAfter: null,
                late
            );
        }
    }

    private TimeSpan Share() =>
        options.Endpoint is not null && RequestScope.Current is { } request
            ? request.Deadline.Remaining / 2
            : Timeout.InfiniteTimeSpan;

    private MeaningUnavailableException Unavailable(string reason, TimeSpan? retryAfter, Exception exception)
    {
        logger.MeaningUnavailable(reason);
        var pause = TimeSpan.FromSeconds(Math.Ceiling((retryAfter ?? SoonestRetry).TotalSeconds));

        return new MeaningUnavailableException(
            pause < SoonestRetry ? SoonestRetry
                : pause > LatestRetry ? LatestRetry
                : pause,
            exception
        );
    }
}
