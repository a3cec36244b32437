using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations.Design;
using Microsoft.Extensions.DependencyInjection;

namespace Enterprise.Infrastructure.Migrations;

/// <summary>What <c>dotnet ef</c> does differently here; nothing of it is loaded at run time.</summary>
internal sealed class DesignTimeServices : IDesignTimeServices
{
    public void ConfigureDesignTimeServices(IServiceCollection serviceCollection) =>
        serviceCollection.AddScoped<IMigrationsScaffolder, OfflineMigrationsScaffolder>();

    /// <summary>Removes the newest migration without a server, too.</summary>
    /// <remarks>
    /// EF Core asks the database whether it has seen the migration, and gives up where none answers. A database
    /// that is not there has seen nothing; one that answers is asked as ever.
    /// </remarks>
    private sealed class OfflineMigrationsScaffolder(
        MigrationsScaffolderDependencies dependencies,
        ICurrentDbContext currentContext
    ) : MigrationsScaffolder(dependencies)
    {
        public override MigrationFiles RemoveMigration(
            string projectDir,
            string? rootNamespace,
            bool force,
            string? language,
            bool dryRun
        ) =>
            base.RemoveMigration(
                projectDir,
                rootNamespace,
                force || !currentContext.Context.Database.CanConnect(),
                language,
                dryRun
            );
    }
}
