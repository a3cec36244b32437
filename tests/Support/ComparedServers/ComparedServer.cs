using System.Diagnostics;
using Enterprise.Tests.Support.Postgres;

namespace Enterprise.Tests.Support.ComparedServers;

/// <summary>A throw-away server that the product is compared with; it has gone when its folder has.</summary>
/// <remarks>
/// It listens on a socket in a folder that only the test's user may enter, so it needs neither a port nor a password.
/// </remarks>
internal sealed class ComparedServer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private LifelineProcess? _process;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("compared-");

    /// <summary>What the server sees as <c>/data</c>.</summary>
    public string Folder => _folder.FullName;

    /// <summary>Starts it, and waits until it answers.</summary>
    /// <param name="isReady">Whether it does, by what it has logged.</param>
    /// <param name="program">The server and its arguments.</param>
    public async Task StartAsync(Func<string, bool> isReady, params string[] program)
    {
        var command = await RootFileSystem.ComparedServers.WritingCommandAsync(Folder, program);
        _process = LifelineProcess.Start(command, Path.Combine(Folder, "log"));
        var watch = Stopwatch.StartNew();

        while (!isReady(_process.Log))
        {
            if (watch.Elapsed > Patience)
            {
                throw new TimeoutException($"{program[0]} does not start:\n{_process.Log}");
            }

            await Task.Delay(Pause);
        }
    }

    /// <summary>Runs a program beside it, to its end.</summary>
    /// <returns>How it ended, and what it has printed, errors last.</returns>
    public async Task<(int ExitCode, string Output)> RunAsync(params string[] program)
    {
        var command = await RootFileSystem.ComparedServers.WritingCommandAsync(Folder, program);
        var start = RootFileSystem.ByShell(command);
        start.RedirectStandardError = true;
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();

        return (process.ExitCode, output + await errors);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }

        _folder.Delete(recursive: true);
    }
}
