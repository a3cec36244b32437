using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Enterprise.Tests.Support.Sources;

namespace Enterprise.WebApi.Tests.Kestrel;

/// <summary>The program as it is built, in a process of its own on a free port of loopback.</summary>
internal sealed class ServiceProcess : IAsyncDisposable
{
    private const string Listening = "Now listening on: ";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _output = new();
    private readonly TaskCompletionSource<Uri> _address = new(
        TaskCreationOptions.RunContinuationsAsynchronously
    );

    private ServiceProcess(IReadOnlyDictionary<string, string> settings)
    {
        // The configuration, such as Release, is the one that the tests were built in.
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        var program = Repository.PathOf($"src/WebApi/bin/{configuration}/net10.0/Enterprise.WebApi.dll");
        var start = new ProcessStartInfo("dotnet", [program])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        start.Environment["Logging__Console__FormatterName"] = "simple";
        // Answers are read to their end, so that each must have one.
        start.Environment["Diagnostics__ViewSeconds"] = "0";

        foreach (var (name, value) in settings)
        {
            // An empty one is not set at all.
            start.Environment[name] = value.Length == 0 ? null : value;
        }

        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.Exited += (_, _) =>
            _address.TrySetException(new InvalidOperationException($"The service ended:\n{Output}"));
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>All that it has written so far.</summary>
    public string Output => string.Join('\n', _output);

    /// <summary>How many threads it has at the moment.</summary>
    public int Threads
    {
        get
        {
            _process.Refresh();

            return _process.Threads.Count;
        }
    }

    /// <summary>Starts it, with settings as the environment spells them, and waits until it listens.</summary>
    public static async Task<ServiceProcess> StartAsync(params (string Name, string Value)[] settings)
    {
        var service = new ServiceProcess(
            settings.ToDictionary(setting => setting.Name, setting => setting.Value, StringComparer.Ordinal)
        );
        service.Address = await service._address.Task.WaitAsync(Patience);

        return service;
    }

    /// <summary>Asks it to finish what it does.</summary>
    public async Task TerminateAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    /// <summary>Waits until it has written some text.</summary>
    public async Task UntilWritesAsync(string text)
    {
        using var patience = new CancellationTokenSource(Patience);

        while (!Output.Contains(text, StringComparison.Ordinal))
        {
            await Task.Delay(20, patience.Token);
        }
    }

    /// <summary>Waits until it has ended, and gives its exit code.</summary>
    public async Task<int> WaitAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(Patience);

        return _process.ExitCode;
    }

    /// <summary>Ends it at once, as a crash would (SIGKILL).</summary>
    public async Task KillAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _process.Dispose();
    }

    private void Keep(string? line)
    {
        if (line is null)
        {
            return;
        }

        _output.Enqueue(line);

        if (line.IndexOf(Listening, StringComparison.Ordinal) is >= 0 and var at)
        {
            _address.TrySetResult(new Uri(line[(at + Listening.Length)..].Split('"', ' ')[0]));
        }
    }
}
