using System.Diagnostics;

namespace Enterprise.Tests.Support.Postgres;

/// <summary>A server's process that lives no longer than the test's.</summary>
/// <remarks>
/// It hangs on the test's process by a pipe into a program that is its parent, and so dies with either. It cannot be
/// the test's child: to the kernel the parent is the thread that started it, and the pool's threads come and go.
/// </remarks>
internal sealed class LifelineProcess : IAsyncDisposable
{
    private const string Lifeline = """
        "$@" >>"$0" 2>&1 & exec cat
        """;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly Process _parent;

    private readonly string _log;

    private LifelineProcess(Process parent, string log) => (_parent, _log) = (parent, log);

    /// <summary>What it has logged so far.</summary>
    public string Log => File.Exists(_log) ? File.ReadAllText(_log) : "";

    /// <summary>Itself, who started it and all that it has started.</summary>
    public IReadOnlyList<int> Tree => ServerProcesses.TreeOf(_parent.Id);

    /// <summary>Starts one.</summary>
    /// <param name="command">The program and its arguments, which runs under <c>bwrap --die-with-parent</c>.</param>
    /// <param name="log">The file that its output goes to.</param>
    public static LifelineProcess Start(string[] command, string log) =>
        new(
            Process.Start(
                new ProcessStartInfo("bash", ["-c", Lifeline, log, .. command])
                {
                    RedirectStandardInput = true,
                    RedirectStandardOutput = true,
                    UseShellExecute = false,
                }
            )!,
            log
        );

    /// <summary>Kills it, where it has not ended yet.</summary>
    public async ValueTask DisposeAsync()
    {
        var all = Tree;
        await ServerProcesses.SignalAsync("KILL", all);
        await _parent.WaitForExitAsync();
        await ServerProcesses.UntilGoneAsync(all, Patience);
        _parent.Dispose();
    }
}
