using Enterprise.Infrastructure.Logging;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.Retry;

namespace Enterprise.Infrastructure.Resilience;

/// <summary>Who may try again, and when: reads and changes go by different rules.</summary>
/// <remarks>
/// A read has no effect, so a lost answer is no reason against asking again. A change is repeated only if the
/// table says that nothing was left behind: one <c>n = n + 1</c> that is repeated after a lost answer counts
/// twice. Neither is repeated when time ran out, for that only piles up.
/// </remarks>
internal sealed class RetryPipelines(ILogger<RetryPipelines> logger)
{
    /// <summary>The attempts after the first one.</summary>
    public const int MaxRetries = 3;

    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(40);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromMilliseconds(400);

    /// <summary>For questions.</summary>
    public ResiliencePipeline Reads { get; } =
        Build("read", logger, kind => kind is FailureKind.RetryFreely or FailureKind.OutcomeUnknown);

    /// <summary>For changes.</summary>
    public ResiliencePipeline Writes { get; } =
        Build("write", logger, kind => kind is FailureKind.RetryFreely);

    private static ResiliencePipeline Build(
        string purpose,
        ILogger logger,
        Func<FailureKind, bool> mayRetry
    ) =>
        new ResiliencePipelineBuilder()
            .AddRetry(
                new RetryStrategyOptions
                {
                    MaxRetryAttempts = MaxRetries,
                    BackoffType = DelayBackoffType.Exponential,
                    Delay = FirstDelay,
                    MaxDelay = LongestDelay,
                    UseJitter = true,
                    ShouldHandle = attempt =>
                        ValueTask.FromResult(
                            attempt.Outcome.Exception is { } exception
                                && mayRetry(FailureTable.KindOf(exception))
                        ),
                    OnRetry = attempt =>
                    {
                        logger.AttemptFailed(
                            purpose,
                            attempt.AttemptNumber + 1,
                            MaxRetries + 1,
                            attempt.RetryDelay.TotalMilliseconds,
                            attempt.Outcome.Exception
                        );

                        return default;
                    },
                }
            )
            .Build();
}
