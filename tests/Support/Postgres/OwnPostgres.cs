using System.Security.Cryptography;
using Npgsql;

namespace Enterprise.Tests.Support.Postgres;

/// <summary>A PostgreSQL server of a test's own, which may be killed; its data goes with it at the end.</summary>
/// <remarks>It writes no files through, but a commit survives the death of the server's processes.</remarks>
public sealed class OwnPostgres : IAsyncDisposable
{
    private readonly string[] _start;
    private readonly Postmaster _postmaster;

    private OwnPostgres(IEnumerable<string> settings)
    {
        IEnumerable<string> durable = ["synchronous_commit=on", "full_page_writes=on"];
        _start = ["start", "--no-fsync", .. durable.Concat(settings).SelectMany(Set)];
        _postmaster = new Postmaster(Path.Combine(Folder, "data"));

        static string[] Set(string setting) => ["--set", setting];
    }

    /// <summary>The superuser's connection string into the database <c>postgres</c>; it is not pooled.</summary>
    public NpgsqlConnectionStringBuilder Admin { get; private set; } = null!;

    /// <summary>Its instance of <c>eng/postgres</c>.</summary>
    internal string Instance { get; } = $"own-{RandomNumberGenerator.GetHexString(8, lowercase: true)}";

    /// <summary>Where the instance is kept.</summary>
    internal string Folder => PostgresScript.FolderOf(Instance);

    /// <summary>Makes one and starts it.</summary>
    /// <param name="settings">Settings of PostgreSQL's, such as <c>max_connections=20</c>.</param>
    public static async Task<OwnPostgres> CreateAsync(params string[] settings)
    {
        var server = new OwnPostgres(settings);

        try
        {
            await server.StartAsync();
            server.Admin = await PostgresScript.AddressAsync(server.Instance);
        }
        catch
        {
            await server.DisposeAsync();

            throw;
        }

        return server;
    }

    /// <summary>Puts a file beside its data, for nobody else to read, as it demands of a private key.</summary>
    public async Task WriteAsync(string name, string text)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };

        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        await using var file = new StreamWriter(Path.Combine(Folder, "data", name), options);
        await file.WriteAsync(text);
    }

    /// <summary>Starts it, on the port that it had.</summary>
    public Task StartAsync() => RunAsync(_start);

    /// <summary>Ends it, letting no transaction finish.</summary>
    public Task StopAsync() => RunAsync("stop");

    /// <summary>Kills its postmaster as a crash would, and waits until all of its processes are gone.</summary>
    public Task KillAsync() => _postmaster.KillAsync();

    /// <summary>Stops all of its processes where they are: it takes connections and answers nothing.</summary>
    public Task PauseAsync() => _postmaster.PauseAsync();

    /// <summary>Lets it go on.</summary>
    public Task ResumeAsync() => _postmaster.ResumeAsync();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await ResumeAsync();
        await RunAsync("reset");
    }

    /// <summary>Starts it where it does not run, and a standby beside it.</summary>
    internal Task StartStandbyAsync() => RunAsync([.. _start, "--replica"]);

    /// <summary>Has <c>eng/postgres</c> do something with it.</summary>
    internal Task<string> RunAsync(params string[] arguments) =>
        PostgresScript.RunAsync(Instance, "embedded", arguments);
}
