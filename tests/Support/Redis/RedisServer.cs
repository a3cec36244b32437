using System.Diagnostics;
using System.Security.Cryptography;
using Enterprise.Tests.Support.Postgres;

namespace Enterprise.Tests.Support.Redis;

/// <summary>A Redis of a test class's own, on loopback, that wants a password and forgets all when it ends.</summary>
public sealed class RedisServer : IAsyncLifetime, IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("redis-");
    private LifelineProcess? _process;

    /// <summary>What a client must know.</summary>
    public string Password { get; } = RandomNumberGenerator.GetHexString(32);

    /// <summary>Where it listens, on 127.0.0.1.</summary>
    public int Port { get; private set; }

    /// <summary>How the product is told of it, or of a proxy before it.</summary>
    public string AddressAt(int port) => $"127.0.0.1:{port},password={Password}";

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        do
        {
            await KillAsync();
            Port = RandomNumberGenerator.GetInt32(20_000, 30_000);
        } while (!await StartAsync());
    }

    /// <summary>Starts it on its port.</summary>
    /// <returns>Whether it could have the port.</returns>
    public async Task<bool> StartAsync()
    {
        string[] program = ["redis-server", "--port", $"{Port}", "--bind", "127.0.0.1", "--save", ""];
        var command = await RootFileSystem.Redis.WritingCommandAsync(
            _folder.FullName,
            [.. program, "--requirepass", Password, "--locale-collate", "C"]
        );
        _process = LifelineProcess.Start(command, Path.Combine(_folder.FullName, Path.GetRandomFileName()));

        for (var watch = Stopwatch.StartNew(); watch.Elapsed < Patience; await Task.Delay(Pause))
        {
            if (_process.Log.Contains("Ready to accept connections", StringComparison.Ordinal))
            {
                return true;
            }

            if (_process.Log.Contains("Address already in use", StringComparison.Ordinal))
            {
                return false;
            }
        }

        throw new TimeoutException($"Redis does not start:\n{_process.Log}");
    }

    /// <summary>Kills it.</summary>
    public async Task KillAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync();
            _process = null;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _folder.Delete(recursive: true);
    }

    /// <inheritdoc/>
    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();
}
