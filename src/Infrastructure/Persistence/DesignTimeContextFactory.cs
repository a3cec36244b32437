using Enterprise.Infrastructure.Capabilities.Requirements;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Enterprise.Infrastructure.Persistence;

/// <summary>Gives <c>dotnet ef</c> a context without a service, a setting or a server.</summary>
/// <remarks>
/// Commands that do ask a server find it by <c>ConnectionStrings__Owner</c> or <c>--connection</c>. All of them warn of
/// what in the model the server of <c>Database__TargetServer</c> cannot do.
/// </remarks>
internal sealed class DesignTimeContextFactory : IDesignTimeDbContextFactory<EnterpriseDbContext>
{
    private const string LocalServer = "Host=127.0.0.1;Database=enterprise;Timeout=2";

    public EnterpriseDbContext CreateDbContext(string[] args) =>
        new(
            new DbContextOptionsBuilder<EnterpriseDbContext>()
                .UseNpgsql(
                    Environment.GetEnvironmentVariable("ConnectionStrings__Owner") ?? LocalServer,
                    ContextOptions.Provider
                )
                .WarnOfLacking(TargetServer.FromEnvironment(), Warn)
                .Options
        );

    /// <remarks>To the stream for errors: what <c>dotnet ef migrations script</c> prints is a script.</remarks>
    private static void Warn(string sentence) => Console.Error.WriteLine($"warning: {sentence}");
}
