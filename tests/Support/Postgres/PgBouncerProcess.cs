namespace Enterprise.Tests.Support.Postgres;

/// <summary>One process of PgBouncer's.</summary>
internal sealed class PgBouncerProcess : IAsyncDisposable
{
    private readonly LifelineProcess _process;

    private PgBouncerProcess(LifelineProcess process) => _process = process;

    /// <summary>What it has logged so far.</summary>
    public string Log => _process.Log;

    /// <summary>Whether it has come to listen.</summary>
    public bool IsUp => Log.Contains("process up", StringComparison.Ordinal);

    /// <summary>Starts one with the settings of a folder, where it logs too.</summary>
    public static async Task<PgBouncerProcess> StartAsync(string folder)
    {
        var command = await RootFileSystem.Embedded.CommandAsync(folder, "pgbouncer", "/data/pgbouncer.ini");
        var log = Path.Combine(folder, $"{Path.GetRandomFileName()}.log");

        return new PgBouncerProcess(LifelineProcess.Start(command, log));
    }

    /// <summary>Has it take no connections any more, and end when its last client has gone.</summary>
    public Task RetireAsync() => ServerProcesses.SignalAsync("TERM", Bouncers());

    /// <summary>Kills it, where it has not ended yet.</summary>
    public ValueTask DisposeAsync() => _process.DisposeAsync();

    private IEnumerable<int> Bouncers() =>
        _process.Tree.Where(id => ServerProcesses.NameOf(id) is "pgbouncer");
}
