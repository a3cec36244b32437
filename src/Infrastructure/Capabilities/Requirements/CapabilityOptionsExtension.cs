using Enterprise.Infrastructure.Capabilities.Servers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata.Conventions.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;

namespace Enterprise.Infrastructure.Capabilities.Requirements;

/// <summary>Has EF Core hold the model against a server when it builds it; for design time alone.</summary>
internal sealed class CapabilityOptionsExtension(DatabaseServer server, Action<string> warn)
    : IDbContextOptionsExtension
{
    public DbContextOptionsExtensionInfo Info => new ExtensionInfo(this, (server, warn));

    public void ApplyServices(IServiceCollection services) =>
        services.AddScoped<IConventionSetPlugin>(provider => new CapabilityWarnings(
            server,
            warn,
            provider.GetRequiredService<IMigrationsAssembly>()
        ));

    public void Validate(IDbContextOptions options) { }

    /// <remarks>The services are kept, and hold on to both: whoever differs has services of its own.</remarks>
    private sealed class ExtensionInfo(
        IDbContextOptionsExtension extension,
        (DatabaseServer Server, Action<string> Warn) held
    ) : DbContextOptionsExtensionInfo(extension)
    {
        private readonly (DatabaseServer Server, Action<string> Warn) _held = held;

        public override bool IsDatabaseProvider => false;

        public override string LogFragment => $"held against {_held.Server} ";

        public override int GetServiceProviderHashCode() => _held.GetHashCode();

        public override bool ShouldUseSameServiceProvider(DbContextOptionsExtensionInfo other) =>
            other is ExtensionInfo info && info._held == _held;

        public override void PopulateDebugInfo(IDictionary<string, string> debugInfo) =>
            debugInfo["TargetServer"] = _held.Server.ToString();
    }
}

/// <summary>How a context is held against a server.</summary>
internal static class CapabilityOptions
{
    /// <summary>Warns of what in the model, and in the migrations, a server cannot do.</summary>
    /// <param name="options">The options of the context.</param>
    /// <param name="server">The server.</param>
    /// <param name="warn">Is told each thing, as a sentence.</param>
    public static DbContextOptionsBuilder<T> WarnOfLacking<T>(
        this DbContextOptionsBuilder<T> options,
        DatabaseServer server,
        Action<string> warn
    )
        where T : DbContext
    {
        ((IDbContextOptionsBuilderInfrastructure)options).AddOrUpdateExtension(
            new CapabilityOptionsExtension(server, warn)
        );

        return options;
    }
}
