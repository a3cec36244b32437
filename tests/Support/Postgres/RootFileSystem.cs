namespace Enterprise.Tests.Support.Postgres;

/// <summary>The programs of the embedded PostgreSQL, run as <c>eng/lib/embedded.sh</c> runs them.</summary>
internal static class RootFileSystem
{
    private static readonly Lazy<Task<string>> Root = new(async () =>
        (await PostgresScript.RunAsync("none", "embedded", "rootfs")).Trim()
    );

    /// <summary>A program and its arguments, in there.</summary>
    /// <param name="folder">A folder of this machine that it sees as <c>/data</c>, and cannot write.</param>
    /// <param name="program">The program and its arguments.</param>
    public static async Task<string[]> CommandAsync(string folder, params string[] program) =>
        [
            .. new[] { "bwrap", "--die-with-parent", "--ro-bind", await Root.Value, "/", "--dev", "/dev" },
            .. new[]
            {
                "--tmpfs",
                "/tmp",
                "--tmpfs",
                "/run",
                "--ro-bind",
                folder,
                "/data",
                "--chdir",
                "/data",
            },
            .. new[] { "--unshare-user", "--uid", "101", "--gid", "103", "--unshare-ipc" },
            .. new[] { "--setenv", "LANG", "C.UTF-8" },
            .. new[] { "--setenv", "PATH", "/usr/lib/postgresql/17/bin:/usr/bin:/usr/sbin" },
            .. program,
        ];
}
