using System.Diagnostics;
using System.Globalization;
using System.Net;

namespace Enterprise.Runner.Servers;

/// <summary>How a service is started: as its user would, with the application's role alone in its environment.</summary>
/// <param name="Assembly">The path of its assembly.</param>
/// <param name="LogFile">What it prints goes there, without a detour through this process.</param>
/// <param name="Settings">Further environment variables.</param>
internal sealed record ServerCommand(
    string Assembly,
    string LogFile,
    IReadOnlyDictionary<string, string> Settings
)
{
    private static readonly string[] NotForServers =
    [
        "ConnectionStrings__Admin",
        "ConnectionStrings__Owner",
        "DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS",
        "DOTNET_SYSTEM_NET_SOCKETS_THREAD_COUNT",
    ];

    public ProcessStartInfo ToStartInfo(IPEndPoint address)
    {
        var start = new ProcessStartInfo("/bin/sh") { UseShellExecute = false };
        string[] arguments = ["-c", "exec dotnet \"$0\" >\"$1\" 2>&1 </dev/null", Assembly, LogFile];

        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var name in NotForServers)
        {
            start.Environment.Remove(name);
        }

        start.Environment["ASPNETCORE_URLS"] = string.Create(
            CultureInfo.InvariantCulture,
            $"http://{address}"
        );
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";

        foreach (var (name, value) in Settings)
        {
            start.Environment[name] = value;
        }

        return start;
    }
}
