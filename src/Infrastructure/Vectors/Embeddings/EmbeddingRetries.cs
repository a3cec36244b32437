using Polly;
using Polly.Retry;

namespace Enterprise.Infrastructure.Vectors.Embeddings;

/// <summary>Repeats what failed in passing: an embedding changes nothing, so asking again is always safe.</summary>
internal static class EmbeddingRetries
{
    /// <summary>Whoever waits has little time: a service that wants more is left alone.</summary>
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(200);

    public static ResiliencePipeline Create(int retries, TimeProvider clock)
    {
        var pipeline = new ResiliencePipelineBuilder { TimeProvider = clock };

        if (retries > 0)
        {
            pipeline.AddRetry(
                new RetryStrategyOptions
                {
                    MaxRetryAttempts = retries,
                    ShouldHandle = new PredicateBuilder().Handle<EmbeddingFailedException>(failure =>
                        failure.IsPassing && (failure.RetryAfter ?? TimeSpan.Zero) <= LongestPause
                    ),
                    BackoffType = DelayBackoffType.Exponential,
                    UseJitter = true,
                    Delay = FirstPause,
                    MaxDelay = LongestPause,
                    DelayGenerator = static failed =>
                        new((failed.Outcome.Exception as EmbeddingFailedException)?.RetryAfter),
                }
            );
        }

        return pipeline.Build();
    }
}
