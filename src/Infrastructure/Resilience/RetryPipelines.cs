using Enterprise.Application.Idempotency;
using Enterprise.Infrastructure.Logging;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.Retry;

namespace Enterprise.Infrastructure.Resilience;

/// <summary>Who may try again, and when: reads and changes go by different rules.</summary>
/// <remarks>
/// A read has no effect, so a lost answer is no reason against asking again. A change is repeated only if the
/// table says that nothing was left behind: one <c>n = n + 1</c> that is repeated after a lost answer counts
/// twice. A change that leaves a record of its request may be repeated after a lost answer as well: the record
/// tells whether it was made. None is repeated when time ran out, for that only piles up.
/// </remarks>
internal sealed class RetryPipelines(ILogger<RetryPipelines> logger)
{
    /// <summary>The attempts after the first one.</summary>
    public const int MaxRetries = 3;

    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(40);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromMilliseconds(400);

    /// <summary>For questions.</summary>
    public ResiliencePipeline Reads { get; } =
        Build(
            "read",
            logger,
            attempt => KindOf(attempt) is FailureKind.RetryFreely or FailureKind.OutcomeUnknown
        );

    /// <summary>For changes.</summary>
    public ResiliencePipeline Writes { get; } =
        Build("write", logger, attempt => KindOf(attempt) is FailureKind.RetryFreely);

    /// <summary>For changes that are made at most once for a request.</summary>
    /// <remarks>
    /// A later attempt may find the request under way: that is the server, which has not noticed yet that the
    /// connection of the attempt before is gone.
    /// </remarks>
    public ResiliencePipeline IdempotentWrites { get; } =
        Build(
            "idempotent write",
            logger,
            attempt =>
                KindOf(attempt) is FailureKind.RetryFreely or FailureKind.OutcomeUnknown
                || attempt is { AttemptNumber: > 0, Outcome.Exception: StillRunningException }
        );

    private static FailureKind KindOf(RetryPredicateArguments<object> attempt) =>
        FailureTable.KindOf(attempt.Outcome.Exception);

    private static ResiliencePipeline Build(
        string purpose,
        ILogger logger,
        Func<RetryPredicateArguments<object>, bool> mayRetry
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
                    ShouldHandle = attempt => ValueTask.FromResult(mayRetry(attempt)),
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
