using System.Globalization;

namespace Enterprise.Tests.Support.Postgres;

/// <summary>The processes of a PostgreSQL server on this machine, found by its data.</summary>
internal sealed class Postmaster(string dataFolder)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private bool _isPaused;

    /// <summary>Kills the postmaster as a crash would, and waits until nobody of the server can commit any more.</summary>
    /// <remarks>Its children end by themselves when they notice; those that take too long are killed too.</remarks>
    public async Task KillAsync()
    {
        var all = ServerProcesses.TreeOf(await PidAsync());
        await ServerProcesses.SignalAsync("KILL", [all[0]]);

        try
        {
            await ServerProcesses.UntilGoneAsync(all, Patience);
        }
        catch (OperationCanceledException)
        {
            await ServerProcesses.SignalAsync("KILL", all);
            await ServerProcesses.UntilGoneAsync(all, Patience);
        }
    }

    /// <summary>Stops all of its processes where they are; the kernel goes on taking connections.</summary>
    public async Task PauseAsync()
    {
        _isPaused = true;
        var postmaster = await PidAsync();

        // From here on nobody new is born.
        await ServerProcesses.SignalAsync("STOP", [postmaster]);
        await ServerProcesses.SignalAsync("STOP", ServerProcesses.TreeOf(postmaster));
    }

    /// <summary>Lets them go on, where they were paused.</summary>
    public async Task ResumeAsync()
    {
        if (_isPaused)
        {
            await ServerProcesses.SignalAsync("CONT", ServerProcesses.TreeOf(await PidAsync()));
            _isPaused = false;
        }
    }

    private async Task<int> PidAsync()
    {
        var lines = await File.ReadAllLinesAsync(Path.Combine(dataFolder, "postmaster.pid"));

        return int.Parse(lines[0], CultureInfo.InvariantCulture);
    }
}
