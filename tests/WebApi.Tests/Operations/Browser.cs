using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;
using Enterprise.Tests.Support.Sources;

namespace Enterprise.WebApi.Tests.Operations;

/// <summary>A headless Chromium that has <c>/ops</c> open: see <c>tests/OpsPage</c>.</summary>
internal sealed class Browser : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly Process _process;
    private readonly Task<string> _errors;

    private Browser(Process process) =>
        (_process, _errors) = (process, process.StandardError.ReadToEndAsync());

    /// <summary>Opens the page and waits for its states, one after the other.</summary>
    public static Browser Open(Uri address, params string[] statesAndFlags)
    {
        var start = new ProcessStartInfo(
            "node",
            [Repository.PathOf("tests/OpsPage/look.mjs"), $"{address}", .. statesAndFlags]
        )
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };

        try
        {
            return new Browser(Process.Start(start)!);
        }
        catch (Win32Exception exception)
        {
            throw new InvalidOperationException(
                "node is missing; ./test.sh installs Debian's nodejs and chromium.",
                exception
            );
        }
    }

    /// <summary>What is to be seen once the next state is reached.</summary>
    public async Task<JsonElement> SeenAsync()
    {
        var line = await _process.StandardOutput.ReadLineAsync().WaitAsync(Patience);

        return line is not null
            ? JsonElement.Parse(line)
            : throw new InvalidOperationException(
                $"./test.sh installs Debian's nodejs and chromium. {await _errors}"
            );
    }

    public void Dispose()
    {
        // The script closes its browser when it comes to its end, with or without success.
        _process.WaitForExit(Patience);
        _process.Dispose();
    }
}
