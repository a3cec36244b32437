using System.Diagnostics;
using System.Globalization;

namespace Enterprise.Tests.Support.Postgres;

/// <summary>Processes of this machine that a test started, by their numbers.</summary>
internal static class ServerProcesses
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    /// <summary>A process and all that descend from it, the eldest first.</summary>
    public static IReadOnlyList<int> TreeOf(int root)
    {
        var children = Everyone().ToLookup(process => process.Parent, process => process.Id);
        var tree = new List<int> { root };

        for (var next = 0; next < tree.Count; next++)
        {
            tree.AddRange(children[tree[next]]);
        }

        return tree;
    }

    /// <summary>Sends a signal, such as <c>STOP</c>; who is gone by then does not matter.</summary>
    public static async Task SignalAsync(string signal, IEnumerable<int> processes)
    {
        var numbers = processes.Select(process => process.ToString(CultureInfo.InvariantCulture));
        using var kill = Process.Start(
            new ProcessStartInfo("kill", [$"-{signal}", .. numbers])
            {
                RedirectStandardError = true,
                UseShellExecute = false,
            }
        )!;
        await kill.WaitForExitAsync();
    }

    /// <summary>Returns once none of them runs any more, with any of its threads.</summary>
    /// <exception cref="OperationCanceledException">One still does when the time is up.</exception>
    public static async Task UntilGoneAsync(IReadOnlyList<int> processes, TimeSpan patience)
    {
        using var time = new CancellationTokenSource(patience);

        while (processes.Any(process => StatusOf(process) is not (null or { State: 'Z', Threads: <= 1 })))
        {
            await Task.Delay(Pause, time.Token);
        }
    }

    /// <summary>The name of its program; nothing when it is gone.</summary>
    public static string? NameOf(int process) => StatusOf(process)?.Name;

    private static IEnumerable<(int Id, int Parent)> Everyone() =>
        from folder in Directory.EnumerateDirectories("/proc")
        where int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out _)
        let id = int.Parse(Path.GetFileName(folder), CultureInfo.InvariantCulture)
        let status = StatusOf(id)
        where status is not null
        select (id, status.Value.Parent);

    /// <summary>See proc_pid_stat(5); the name may hold spaces and parentheses.</summary>
    private static (string Name, char State, int Parent, int Threads)? StatusOf(int process)
    {
        try
        {
            var text = File.ReadAllText($"/proc/{process}/stat");
            var (begin, end) = (text.IndexOf('('), text.LastIndexOf(')'));
            var fields = text[(end + 2)..].Split(' ');

            return (
                text[(begin + 1)..end],
                fields[0][0],
                int.Parse(fields[1], CultureInfo.InvariantCulture),
                int.Parse(fields[17], CultureInfo.InvariantCulture)
            );
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
