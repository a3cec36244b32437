using StackExchange.Redis;

namespace Enterprise.Infrastructure.Caching.SecondLevel;

/// <summary>Gives new generations to what this node has heard of, one round after the other.</summary>
internal sealed class Renewals(
    RedisLink link,
    SecondLevelKeys keys,
    SecondLevelHealth health,
    SecondLevelOptions options,
    TimeProvider clock
)
{
    /// <summary>A generation that is gone equals none: it need only outlive the answers.</summary>
    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(1);

    private readonly Lock _changing = new();
    private readonly HashSet<string> _heard = new(StringComparer.Ordinal);
    private Task _rounds = Task.CompletedTask;
    private Standing? _standing;
    private long _wanted = -1;
    private bool _isRunning;
    private bool _mustProve;

    /// <summary>Something was changed: until Redis has acknowledged that, nothing stands.</summary>
    public void Hear(string tag)
    {
        lock (_changing)
        {
            // Without a standing the next round renews everything.
            if (_isRunning || _standing is not null)
            {
                _heard.Add(tag);
                Run();
            }
        }
    }

    /// <summary>What Redis knows of, when it knows of everything that was heard until now; null where it does not.</summary>
    public async ValueTask<Standing?> StandAsync(long losses)
    {
        Task rounds;

        lock (_changing)
        {
            if (health.IsGood && Stands(losses) is { } already)
            {
                return already;
            }

            if (health.IsResting)
            {
                return null;
            }

            _wanted = long.Max(_wanted, losses);
            _mustProve = !health.IsGood;
            Run();
            rounds = _rounds;
        }

        if (!health.IsGood)
        {
            return null;
        }

        await rounds.WaitAsync(options.Wait, clock);

        lock (_changing)
        {
            return Stands(losses);
        }
    }

    /// <summary>A tag has no generation, so that nothing could be stored under it: gives it one.</summary>
    public void Miss(IEnumerable<string> tags)
    {
        lock (_changing)
        {
            _heard.UnionWith(tags);
            Run();
        }
    }

    /// <summary>Redis does not hold what this node has written: it lost it, or is another one.</summary>
    public void Doubt(Standing standing)
    {
        lock (_changing)
        {
            if (_standing == standing && !_isRunning)
            {
                _standing = null;
            }
        }
    }

    private Standing? Stands(long losses) =>
        !_isRunning && _standing is { } standing && standing.Losses == losses ? standing : null;

    private void Run()
    {
        if (!_isRunning)
        {
            _isRunning = true;
            using var apart = ExecutionContext.SuppressFlow();
            _rounds = Task.Run(RunAsync);
        }
    }

    private async Task RunAsync()
    {
        try
        {
            var redis = await link.OpenAsync();

            while (Next() is var (losses, all, tags))
            {
                var witness = await WriteAsync(redis, all, tags).WaitAsync(options.Wait, clock);
                health.Succeeded();

                lock (_changing)
                {
                    _standing = new Standing(losses, witness);
                }
            }
        }
        catch (Exception exception) when (RedisLink.IsFailure(exception))
        {
            health.Failed(exception);

            lock (_changing)
            {
                (_standing, _isRunning) = (null, false);
                _heard.Clear();
            }
        }
    }

    /// <summary>What is to be written now; null, and no more rounds, where nothing is.</summary>
    private (long Losses, bool All, string[] Tags)? Next()
    {
        lock (_changing)
        {
            var all = _standing is null || _standing.Losses < _wanted;

            if (!all && _heard.Count == 0 && !_mustProve)
            {
                _isRunning = false;

                return null;
            }

            string[] tags = [.. _heard];
            _heard.Clear();
            _mustProve = false;

            return (long.Max(_wanted, _standing?.Losses ?? -1), all, tags);
        }
    }

    /// <summary>The witness comes last, so that a server which holds it holds the rest, whatever it forgot or copied.</summary>
    private async Task<byte[]> WriteAsync(IDatabase redis, bool all, string[] tags)
    {
        var witness = StoredAnswer.NewGeneration();
        var batch = redis.CreateBatch();
        var written = new List<Task>();

        foreach (var key in tags.Select(keys.Generation).Concat(all ? [keys.Everything] : []))
        {
            written.Add(batch.StringSetAsync(key, StoredAnswer.NewGeneration(), KeptFor));
        }

        written.Add(batch.StringSetAsync(keys.Witness, witness, KeptFor));
        batch.Execute();
        await Task.WhenAll(written);

        return witness;
    }
}
