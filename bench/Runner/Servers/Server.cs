using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Enterprise.Runner.Servers;

/// <summary>One of the two services that are compared, as a process of its own.</summary>
internal sealed class Server : IDisposable
{
    private static readonly TimeSpan StartTime = TimeSpan.FromSeconds(30);

    private readonly Process _process;

    private Server(string name, IPEndPoint address, Process process) =>
        (Name, Address, _process) = (name, address, process);

    public string Name { get; }

    public IPEndPoint Address { get; }

    /// <summary>Starts a service on a free port and waits until it is ready.</summary>
    /// <exception cref="InvalidOperationException">It does not become ready; its log says why.</exception>
    public static async Task<Server> StartAsync(
        string name,
        ServerCommand command,
        CancellationToken cancellationToken
    )
    {
        var address = new IPEndPoint(IPAddress.Loopback, FreePort());
        var server = new Server(name, address, Process.Start(command.ToStartInfo(address))!);

        try
        {
            await server.WaitUntilReadyAsync(command.LogFile, cancellationToken);

            return server;
        }
        catch
        {
            server.Dispose();

            throw;
        }
    }

    /// <summary>The processor time that it has used up, and the memory that it holds.</summary>
    /// <remarks>They are <c>/proc/PID/stat</c>'s; the time has a resolution of 10 ms.</remarks>
    public ServerUsage Usage()
    {
        _process.Refresh();

        return new ServerUsage(_process.TotalProcessorTime, _process.WorkingSet64);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            _process.WaitForExit();
        }

        _process.Dispose();
    }

    private async Task WaitUntilReadyAsync(string logFile, CancellationToken cancellationToken)
    {
        using var http = new HttpClient();
        var ready = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://{Address}/health/ready"));

        for (var waited = Stopwatch.StartNew(); waited.Elapsed < StartTime && !_process.HasExited; )
        {
            try
            {
                using var answer = await http.GetAsync(ready, cancellationToken);

                if (answer.IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // It does not listen yet.
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), cancellationToken);
        }

        throw new InvalidOperationException($"'{Name}' does not become ready; its log is {logFile}.");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();

        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

/// <summary>What a service has used.</summary>
internal readonly record struct ServerUsage(TimeSpan Cpu, long ResidentBytes);
