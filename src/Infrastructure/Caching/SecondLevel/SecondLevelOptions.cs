using Enterprise.Application.Settings;
using StackExchange.Redis;

namespace Enterprise.Infrastructure.Caching.SecondLevel;

/// <summary>Where the second level is; the settings <c>Cache:Redis…</c>.</summary>
internal sealed class SecondLevelOptions
{
    /// <summary>The connection string of StackExchange.Redis.</summary>
    public const string RedisSetting = "Cache:Redis";

    private const string WaitSetting = "Cache:RedisWaitMilliseconds";

    private SecondLevelOptions(ConfigurationOptions redis, TimeSpan wait) => (Redis, Wait) = (redis, wait);

    /// <summary>How to connect. It may hold a password.</summary>
    public ConfigurationOptions Redis { get; }

    /// <summary>The longest that a read waits for it: 1 to 5000 ms.</summary>
    public TimeSpan Wait { get; }

    /// <summary>Reads the settings; null where there is no second level.</summary>
    /// <exception cref="InvalidSettingException">One cannot be read; the message repeats no part of an address.</exception>
    public static SecondLevelOptions? From(Func<string, string?> setting)
    {
        var wait = TimeSpan.FromMilliseconds(setting.WholeNumber(WaitSetting, 50, 1, 5000));

        return setting(RedisSetting) is { Length: > 0 } address
            ? new SecondLevelOptions(Parse(address), wait)
            : null;
    }

    /// <summary>Says nothing, for what it holds is secret.</summary>
    public override string ToString() => nameof(SecondLevelOptions);

    private static ConfigurationOptions Parse(string address)
    {
        try
        {
            var redis = ConfigurationOptions.Parse(address);

            if (redis.EndPoints.Count == 0)
            {
                throw Unreadable();
            }

            // Comes back by itself, and refuses at once meanwhile: nobody waits for what is not there.
            redis.AbortOnConnectFail = false;
            redis.BacklogPolicy = BacklogPolicy.FailFast;
            redis.ReconnectRetryPolicy = new LinearRetry(1000);
            redis.ConnectTimeout = 2000;
            redis.AsyncTimeout = 2000;

            return redis;
        }
        catch (Exception exception)
            when (exception is ArgumentException or FormatException or OverflowException)
        {
            // The parser's message could repeat a part of the string; it is left out.
            throw Unreadable();
        }
    }

    private static InvalidSettingException Unreadable() =>
        new(
            $"The setting {SettingReader.InEnvironment(RedisSetting)} is not a connection string: it must look like "
                + "redis.example.com:6380,ssl=true,password=…."
        );
}
