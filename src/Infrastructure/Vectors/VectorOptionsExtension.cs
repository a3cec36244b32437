using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Npgsql.EntityFrameworkCore.PostgreSQL.Infrastructure;

namespace Enterprise.Infrastructure.Vectors;

/// <summary>Adds the mapping and the distances to EF Core's own services.</summary>
/// <remarks>
/// It holds nothing, so that all contexts which use vectors share one set of those services: whatever told two of
/// them apart would build another set, and leak it.
/// </remarks>
internal sealed class VectorOptionsExtension : IDbContextOptionsExtension
{
    public DbContextOptionsExtensionInfo Info => new ExtensionInfo(this);

    public void ApplyServices(IServiceCollection services) =>
        new EntityFrameworkNpgsqlServicesBuilder(services)
            .TryAdd<INpgsqlDataSourceConfigurationPlugin, DataSourcePlugin>()
            .TryAdd<IRelationalTypeMappingSourcePlugin, VectorTypeMappingSource>()
            .TryAdd<IMethodCallTranslatorPlugin, VectorDistanceTranslator>();

    public void Validate(IDbContextOptions options) { }

    /// <summary>For the data sources that EF Core makes itself from a connection string.</summary>
    private sealed class DataSourcePlugin : INpgsqlDataSourceConfigurationPlugin
    {
        public void Configure(NpgsqlDataSourceBuilder npgsqlDataSourceBuilder) =>
            npgsqlDataSourceBuilder.UseVector();
    }

    private sealed class ExtensionInfo(IDbContextOptionsExtension extension)
        : DbContextOptionsExtensionInfo(extension)
    {
        public override bool IsDatabaseProvider => false;

        public override string LogFragment => "using vectors ";

        public override int GetServiceProviderHashCode() => 0;

        public override bool ShouldUseSameServiceProvider(DbContextOptionsExtensionInfo other) => true;

        public override void PopulateDebugInfo(IDictionary<string, string> debugInfo) =>
            debugInfo["Vectors"] = "1";
    }
}
