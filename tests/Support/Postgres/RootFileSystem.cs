using System.Diagnostics;

namespace Enterprise.Tests.Support.Postgres;

/// <summary>Programs of a root file system of <c>eng/postgres</c>, run as <c>eng/lib/embedded.sh</c> runs them.</summary>
/// <param name="programs">The folder of PostgreSQL's programs.</param>
/// <param name="command">The words after <c>eng/postgres</c> that make it, and say where it is.</param>
internal sealed class RootFileSystem(string programs, params string[] command)
{
    private readonly Lazy<Task<string>> _root = new(async () =>
        (await PostgresScript.RunAsync("none", "embedded", command)).Trim()
    );

    /// <summary>The embedded PostgreSQL's, with PgBouncer.</summary>
    public static RootFileSystem Embedded { get; } = new("/usr/lib/postgresql/17/bin", "rootfs");

    /// <summary>PostgreSQL 15 and MariaDB 10.11.</summary>
    public static RootFileSystem ComparedServers { get; } =
        new("/usr/lib/postgresql/15/bin", "rootfs", "compared-servers");

    /// <summary>Redis.</summary>
    public static RootFileSystem Redis { get; } = new("/usr/bin", "rootfs", "redis");

    /// <summary>Prometheus and promtool.</summary>
    public static RootFileSystem MetricsServer { get; } = new("/usr/bin", "rootfs", "metrics-server");

    /// <summary>A program and its arguments, in there.</summary>
    /// <param name="folder">A folder of this machine that it sees as <c>/data</c>, and cannot write.</param>
    /// <param name="program">The program and its arguments.</param>
    public Task<string[]> CommandAsync(string folder, params string[] program) =>
        CommandAsync("--ro-bind", folder, program);

    /// <summary>A program and its arguments, in there.</summary>
    /// <param name="folder">A folder of this machine that it sees as <c>/data</c>, and writes.</param>
    /// <param name="program">The program and its arguments.</param>
    public Task<string[]> WritingCommandAsync(string folder, params string[] program) =>
        CommandAsync("--bind", folder, program);

    /// <summary>How to run a command of here to its end.</summary>
    /// <remarks>By a shell: bubblewrap ends with its parent, and that would be a thread of the pool, which may go.</remarks>
    public static ProcessStartInfo ByShell(string[] command) =>
        new("bash", ["-c", "\"$@\"; exit", "run", .. command])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };

    private async Task<string[]> CommandAsync(string bind, string folder, string[] program) =>
        [
            .. new[] { "bwrap", "--die-with-parent", "--ro-bind", await _root.Value, "/", "--dev", "/dev" },
            .. new[] { "--tmpfs", "/tmp", "--tmpfs", "/run", bind, folder, "/data", "--chdir", "/data" },
            .. new[] { "--unshare-user", "--uid", "101", "--gid", "103", "--unshare-ipc" },
            .. new[] { "--setenv", "LANG", "C.UTF-8" },
            .. new[] { "--setenv", "PATH", $"{programs}:/usr/bin:/usr/sbin" },
            .. program,
        ];
}
