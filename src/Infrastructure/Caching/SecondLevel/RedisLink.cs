using System.Net.Sockets;
using StackExchange.Redis;

namespace Enterprise.Infrastructure.Caching.SecondLevel;

/// <summary>The one connection to Redis, which is opened when it is needed for the first time.</summary>
internal sealed class RedisLink(SecondLevelOptions options) : IDisposable
{
    private readonly Lazy<Task<ConnectionMultiplexer>> _opening = new(() =>
        ConnectionMultiplexer.ConnectAsync(options.Redis)
    );

    private ConnectionMultiplexer? _redis;

    /// <summary>Redis, whether it answers or not; may take as long as connecting does.</summary>
    public async ValueTask<IDatabase> OpenAsync()
    {
        _redis ??= await _opening.Value;

        return _redis.GetDatabase();
    }

    /// <summary>Whether it failed as a server or a network may.</summary>
    public static bool IsFailure(Exception exception) =>
        exception
            is RedisException
                or TimeoutException
                or ObjectDisposedException
                or OperationCanceledException
                or SocketException
                or IOException;

    public void Dispose() => _redis?.Dispose();
}
