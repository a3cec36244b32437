using StackExchange.Redis;

namespace Enterprise.Infrastructure.Caching.SecondLevel;

/// <summary>Answers in Redis, each under the generations that held before the database was asked; ADR 0019.</summary>
internal sealed class RedisSecondLevel(
    RedisLink link,
    SecondLevelKeys keys,
    Renewals renewals,
    SecondLevelHealth health,
    SecondLevelOptions options,
    TimeProvider clock
) : ISecondLevel
{
    public async Task<SecondLook> LookAsync(
        string key,
        string[] tags,
        ChangePosition position,
        TimeSpan lifetime
    )
    {
        try
        {
            return await FindAsync(keys.Answer(key), tags, position, lifetime).WaitAsync(options.Wait, clock);
        }
        catch (Exception exception) when (RedisLink.IsFailure(exception))
        {
            health.Failed(exception);

            return SecondLook.Blind;
        }
    }

    public void Keep(SecondLook look, byte[] utf8, TimeSpan age, TimeSpan lifetime)
    {
        if (look.Key is { } key && age < lifetime && health.IsGood)
        {
            _ = StoreAsync(
                key,
                StoredAnswer.Write(clock.GetUtcNow() - age, look.Generations, utf8),
                lifetime - age
            );
        }
    }

    public void Hear(string tag) => renewals.Hear(tag);

    private async Task<SecondLook> FindAsync(
        string key,
        string[] tags,
        ChangePosition position,
        TimeSpan lifetime
    )
    {
        if (await renewals.StandAsync(position.Losses) is not { } standing)
        {
            return SecondLook.Blind;
        }

        var redis = await link.OpenAsync();
        RedisValue[] values = await redis.StringGetAsync([
            keys.Witness,
            key,
            keys.Everything,
            .. tags.Select(keys.Generation),
        ]);

        if (values[0] != (RedisValue)standing.Witness || values[2].IsNull)
        {
            renewals.Doubt(standing);

            return SecondLook.Blind;
        }

        var lost = tags.Where((_, index) => values[index + 3].IsNull).ToArray();

        if (lost.Length > 0)
        {
            renewals.Miss(lost);

            return SecondLook.Blind;
        }

        byte[][] generations = [.. values[2..].Select(value => (byte[])value!)];
        var found = StoredAnswer.Read(values[1], generations, clock.GetUtcNow(), lifetime);

        return new SecondLook(key, generations) { Utf8 = found?.Utf8, Age = found?.Age ?? TimeSpan.Zero };
    }

    private async Task StoreAsync(string key, byte[] stored, TimeSpan left)
    {
        try
        {
            var redis = await link.OpenAsync();
            await redis.StringSetAsync(key, stored, left).WaitAsync(options.Wait, clock);
        }
        catch (Exception exception) when (RedisLink.IsFailure(exception))
        {
            health.Failed(exception);
        }
    }
}
