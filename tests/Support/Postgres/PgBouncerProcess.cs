using System.Diagnostics;

namespace Enterprise.Tests.Support.Postgres;

/// <summary>One process of PgBouncer's.</summary>
/// <remarks>
/// It hangs on the test's process by a pipe into a program that is its parent, and so dies with either. It cannot be
/// the test's child: to the kernel the parent is the thread that started it, and the pool's threads come and go.
/// </remarks>
internal sealed class PgBouncerProcess : IAsyncDisposable
{
    private const string Lifeline = """
        "$@" >>"$0" 2>&1 & exec cat
        """;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly Process _parent;

    private readonly string _log;

    private PgBouncerProcess(Process parent, string log) => (_parent, _log) = (parent, log);

    /// <summary>What it has logged so far.</summary>
    public string Log => File.Exists(_log) ? File.ReadAllText(_log) : "";

    /// <summary>Whether it has come to listen.</summary>
    public bool IsUp => Log.Contains("process up", StringComparison.Ordinal);

    /// <summary>Starts one with the settings of a folder, where it logs too.</summary>
    public static async Task<PgBouncerProcess> StartAsync(string folder)
    {
        var command = await RootFileSystem.CommandAsync(folder, "pgbouncer", "/data/pgbouncer.ini");
        var log = Path.Combine(folder, $"{Path.GetRandomFileName()}.log");
        var start = new ProcessStartInfo("bash", ["-c", Lifeline, log, .. command])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };

        return new PgBouncerProcess(Process.Start(start)!, log);
    }

    /// <summary>Has it take no connections any more, and end when its last client has gone.</summary>
    public Task RetireAsync() => ServerProcesses.SignalAsync("TERM", Bouncers());

    /// <summary>Kills it, where it has not ended yet.</summary>
    public async ValueTask DisposeAsync()
    {
        var all = ServerProcesses.TreeOf(_parent.Id);
        await ServerProcesses.SignalAsync("KILL", all);
        await _parent.WaitForExitAsync();
        await ServerProcesses.UntilGoneAsync(all, Patience);
        _parent.Dispose();
    }

    private IEnumerable<int> Bouncers() =>
        ServerProcesses.TreeOf(_parent.Id).Where(id => ServerProcesses.NameOf(id) is "pgbouncer");
}
