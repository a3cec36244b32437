using System.Collections.Concurrent;
using Enterprise.Infrastructure.Logging;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.CircuitBreaker;

namespace Enterprise.Infrastructure.Resilience.CircuitBreakers;

/// <summary>Keeps calls from a target that fails, and lets them back by and by.</summary>
/// <remarks>
/// Closed, all calls pass. When half of them have failed it opens, and calls fail at once. After a break one call
/// probes; its success closes the circuit, and whoever asked by <see cref="WhenClosed"/> lets in few at
/// first and more with each success.
/// </remarks>
internal sealed class CircuitBreaker
{
    private readonly CircuitBreakerStateProvider _state = new();
    private readonly ConcurrentQueue<Action> _whenClosed = new();
    private readonly ResiliencePipeline _pipeline;
    private readonly TimeProvider _clock;
    private Break? _break;

    public CircuitBreaker(
        string target,
        CircuitBreakerOptions options,
        TimeProvider clock,
        ILogger<CircuitBreaker> logger
    )
    {
        (Target, _clock) = (target, clock);
        _pipeline = new ResiliencePipelineBuilder { TimeProvider = new MonotonicClock(clock) }
            .AddCircuitBreaker(
                new CircuitBreakerStrategyOptions
                {
                    FailureRatio = CircuitBreakerOptions.FailureRatio,
                    MinimumThroughput = options.MinimumCalls,
                    SamplingDuration = CircuitBreakerOptions.Sampling,
                    BreakDurationGenerator = static failed =>
                        ValueTask.FromResult(BreakDuration.After(failed.HalfOpenAttempts)),
                    StateProvider = _state,
                    ShouldHandle = static call =>
                        ValueTask.FromResult(FailureTable.BlamesTarget(call.Outcome.Exception)),
                    OnOpened = opened =>
                    {
                        Tell(logger, opened.BreakDuration.TotalMilliseconds, Reason(opened.Outcome));
                        _break = new Break(clock.GetTimestamp(), opened.BreakDuration);

                        return default;
                    },
                    OnClosed = _ =>
                    {
                        _break = null;
                        logger.CircuitClosed(target);

                        foreach (var react in _whenClosed)
                        {
                            react();
                        }

                        return default;
                    },
                }
            )
            .Build();
    }

    /// <summary>The name of what it stands before.</summary>
    public string Target { get; }

    /// <summary>Whether calls pass.</summary>
    public CircuitState State => _state.CircuitState;

    /// <summary>Asks to be told each time the target answers again.</summary>
    public void WhenClosed(Action react) => _whenClosed.Enqueue(react);

    /// <summary>Makes a call unless the circuit is open.</summary>
    /// <exception cref="CircuitOpenException">It is.</exception>
    public async ValueTask<T> ExecuteAsync<TState, T>(
        Func<TState, CancellationToken, ValueTask<T>> call,
        TState state,
        CancellationToken cancellationToken
    )
    {
        MustNotBeBreaking();

        try
        {
            return await _pipeline.ExecuteAsync(call, state, cancellationToken);
        }
        catch (BrokenCircuitException open)
        {
            throw new CircuitOpenException(Target, open.RetryAfter ?? CircuitBreakerOptions.FirstBreak, open);
        }
    }

    /// <summary>Spares whoever comes during a break the way through the pipeline, of which there are many.</summary>
    private void MustNotBeBreaking()
    {
        if (Volatile.Read(ref _break) is not { } current)
        {
            return;
        }

        var left = current.Length - _clock.GetElapsedTime(current.Since);

        if (left > TimeSpan.Zero)
        {
            throw new CircuitOpenException(Target, left);
        }
    }

    /// <summary>An outage of an hour is one error, not one for each of its thousands of probes.</summary>
    private void Tell(ILogger logger, double breakMs, string reason)
    {
        if (_break is null)
        {
            logger.CircuitOpened(Target, breakMs, reason);
        }
        else
        {
            logger.CircuitStaysOpen(Target, breakMs, reason);
        }
    }

    /// <summary>The kind of failure, for the log: its text could be long, and stands in the log already.</summary>
    private static string Reason(Outcome<object> outcome) =>
        outcome.Exception is { } exception ? FailureTable.MeaningOf(exception).Name : "unknown";

    /// <summary>A time in which nobody is let through.</summary>
    private sealed record Break(long Since, TimeSpan Length);
}
