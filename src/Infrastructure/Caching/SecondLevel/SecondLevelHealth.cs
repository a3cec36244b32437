using Enterprise.Infrastructure.Logging;
using Microsoft.Extensions.Logging;

namespace Enterprise.Infrastructure.Caching.SecondLevel;

/// <summary>Whether Redis has answered lately. While it has not, nobody waits for it.</summary>
internal sealed class SecondLevelHealth(
    CacheMetrics metrics,
    TimeProvider clock,
    ILogger<SecondLevelHealth> logger
)
{
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(3);

    private readonly Lock _changing = new();
    private bool _isLost;
    private long _failedAt;

    /// <summary>Whether it has answered, and has not failed since.</summary>
    public bool IsGood { get; private set; }

    /// <summary>Whether it has failed so lately that it is left alone.</summary>
    public bool IsResting => _isLost && clock.GetElapsedTime(Interlocked.Read(ref _failedAt)) < Rest;

    public void Succeeded()
    {
        lock (_changing)
        {
            if (_isLost)
            {
                logger.SecondLevelBack();
            }

            (_isLost, IsGood) = (false, true);
        }
    }

    /// <summary>It did not answer. Of the exception only the kind is told: its text could hold an address.</summary>
    public void Failed(Exception exception)
    {
        lock (_changing)
        {
            metrics.SecondLevelFailed();
            Interlocked.Exchange(ref _failedAt, clock.GetTimestamp());

            if (!_isLost)
            {
                logger.SecondLevelLost(exception.GetType().Name);
            }

            (_isLost, IsGood) = (true, false);
        }
    }
}
