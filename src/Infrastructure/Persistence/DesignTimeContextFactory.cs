using Enterprise.Application.Settings;
using Enterprise.Infrastructure.Capabilities.Requirements;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Enterprise.Infrastructure.Persistence;

/// <summary>Gives <c>dotnet ef</c> a context without a service, a setting or a server.</summary>
/// <remarks>
/// Commands that do ask a server find it by <c>ConnectionStrings__Owner</c> or <c>--connection</c>. All of them warn of
/// what in the model the server of <c>Database__TargetServer</c> cannot do, on the stream for errors: what
/// <c>dotnet ef migrations script</c> prints is a script.
/// </remarks>
internal sealed class DesignTimeContextFactory : IDesignTimeDbContextFactory<EnterpriseDbContext>
{
    private const string LocalServer = "Host=127.0.0.1;Database=enterprise;Timeout=2";

    public EnterpriseDbContext CreateDbContext(string[] args) =>
        Create(Environment.GetEnvironmentVariable, Console.Error);

    internal static EnterpriseDbContext Create(Func<string, string?> environment, TextWriter errors) =>
        new(
            new DbContextOptionsBuilder<EnterpriseDbContext>()
                .UseNpgsql(environment("ConnectionStrings__Owner") ?? LocalServer, ContextOptions.Provider)
                .ConfigureWarnings(ContextOptions.IgnoreManyProviders)
                .WarnOfLacking(
                    TargetServer.From(name => environment(SettingReader.InEnvironment(name))),
                    sentence => errors.WriteLine($"warning: {sentence}")
                )
                .Options
        );
}
