using Enterprise.Application.Caching;
using Enterprise.Application.Callers;
using Enterprise.Application.Failures;
using Enterprise.Infrastructure.Caching.SecondLevel;
using Enterprise.Infrastructure.Resilience;
using Microsoft.EntityFrameworkCore;

namespace Enterprise.Infrastructure.Caching;

/// <summary>Remembers answers in this process, as long as the change log says that they hold.</summary>
internal sealed class QueryCache(
    CacheMemory memory,
    CacheReads reads,
    ChangeLog changes,
    ISecondLevel secondLevel,
    CacheOptions options,
    CacheMetrics metrics,
    TimeProvider clock
) : IQueryCache
{
    private readonly CacheFlights _flights = new(clock);

    /// <summary>Whether whoever asks may be told what was read before: not where he has seen a later state.</summary>
    private static bool MayRemember => RequestScope.Current?.MustSee is null;

    public ValueTask<CachedJson?> ReadAsync<T>(
        CachedQuery<T> query,
        Caller caller,
        string arguments,
        Func<DbContext, CancellationToken, Task<T?>> read,
        CancellationToken cancellationToken
    )
        where T : class
    {
        var question = new CacheQuestion<T>(
            query,
            caller,
            arguments,
            read,
            query.Lifetime ?? options.Lifetime
        );

        // Noted before the question: the answer to it may be older than a change that is heard of meanwhile. And noted
        // before the look at the link: what is live after it has been heard of since.
        var position = changes.PositionOf(question.Tags);

        if (options.Lifetime == TimeSpan.Zero || !changes.IsLive || !MayRemember)
        {
            return AskAsync(question, position: null, cancellationToken);
        }

        return FindFresh(question, position) is { } hit
            ? new ValueTask<CachedJson?>(Tell(question, hit, CacheResult.Hit))
            : AskAsync(question, position, cancellationToken);
    }

    public void Forget<TEntity>(Guid? owner = null) => changes.Hear(ChangeTag.Of(typeof(TEntity), owner));

    private async ValueTask<CachedJson?> AskAsync<T>(
        CacheQuestion<T> question,
        ChangePosition? position,
        CancellationToken cancellationToken
    )
        where T : class
    {
        try
        {
            return position is { } from
                ? await JoinAsync(question, from, cancellationToken)
                : await PassAsync(question, cancellationToken);
        }
        catch (DatabaseUnavailableException)
        {
            if (FindStale(question) is not { } old)
            {
                throw;
            }

            return Tell(question, old, CacheResult.Stale);
        }
    }

    /// <summary>Asks for this request alone.</summary>
    private async Task<CachedJson?> PassAsync<T>(CacheQuestion<T> question, CancellationToken waiting)
        where T : class
    {
        var answer = await reads.ReadPassingAsync(question, waiting);
        metrics.Answered(question.Query.Name, CacheResult.Bypass);

        return answer is null ? null : new CachedJson(answer, TimeSpan.Zero, question.Lifetime);
    }

    /// <summary>Asks for all who ask the same meanwhile, and for those who will.</summary>
    private async Task<CachedJson?> JoinAsync<T>(
        CacheQuestion<T> question,
        ChangePosition position,
        CancellationToken waiting
    )
        where T : class
    {
        var (entry, joined) = await _flights.JoinAsync(
            question.Key,
            position,
            () => FillAsync(question, position),
            waiting
        );

        if (entry is { IsFromSecondLevel: true } && !joined)
        {
            return Tell(question, entry, CacheResult.Second);
        }

        metrics.Answered(question.Query.Name, joined ? CacheResult.Joined : CacheResult.Miss);

        return entry is null ? null : AsOfNow(question, entry);
    }

    private async Task<CacheEntry?> FillAsync<T>(CacheQuestion<T> question, ChangePosition position)
        where T : class
    {
        // Somebody may have filled it between this request's look and its turn.
        if (FindFresh(question, position) is { } found)
        {
            return found;
        }

        var look = await secondLevel.LookAsync(question.Key, question.Tags, position, question.Lifetime);

        if (look.Utf8 is { } shared)
        {
            return Keep(
                question,
                new CacheEntry(shared, TimeStampOf(look.Age), position) { IsFromSecondLevel = true }
            );
        }

        var readAt = clock.GetTimestamp();

        if (await reads.ReadLastingAsync(question) is not { } answer)
        {
            return null;
        }

        secondLevel.Keep(look, answer, clock.GetElapsedTime(readAt), question.Lifetime);

        return Keep(question, new CacheEntry(answer, readAt, position));
    }

    private CacheEntry Keep<T>(CacheQuestion<T> question, CacheEntry entry)
        where T : class
    {
        // What has become outdated meanwhile must not take the place of what somebody has read since.
        if (changes.PositionOf(question.Tags) == entry.Position)
        {
            memory.Keep(question.Key, entry, KeptFor(question));
        }

        return entry;
    }

    /// <summary>When that was which is so old now.</summary>
    private long TimeStampOf(TimeSpan age) =>
        clock.GetTimestamp() - (long)(age.TotalSeconds * clock.TimestampFrequency);

    private TimeSpan KeptFor<T>(CacheQuestion<T> question)
        where T : class =>
        question.Query.MayBeStale && options.Staleness > question.Lifetime
            ? options.Staleness
            : question.Lifetime;

    private CacheEntry? FindFresh<T>(CacheQuestion<T> question, ChangePosition position)
        where T : class =>
        memory.Find(question.Key) is { } entry
        && entry.Position == position
        && clock.GetElapsedTime(entry.ReadAt) < question.Lifetime
            ? entry
            : null;

    /// <summary>What may be outdated; not what is known to be.</summary>
    private CacheEntry? FindStale<T>(CacheQuestion<T> question)
        where T : class =>
        question.Query.MayBeStale
        && MayRemember
        && memory.Find(question.Key) is { } entry
        && entry.Position.Changes == changes.PositionOf(question.Tags).Changes
        && clock.GetElapsedTime(entry.ReadAt) < options.Staleness
            ? entry
            : null;

    private CachedJson Tell<T>(CacheQuestion<T> question, CacheEntry entry, CacheResult result)
        where T : class
    {
        var answer = AsOfNow(question, entry);
        metrics.Answered(question.Query.Name, result, answer.Age);

        return answer;
    }

    private CachedJson AsOfNow<T>(CacheQuestion<T> question, CacheEntry entry)
        where T : class => new(entry.Utf8, clock.GetElapsedTime(entry.ReadAt), question.Lifetime);
}
