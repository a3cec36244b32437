using System.Reflection;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Enterprise.Infrastructure.Tests.Migrations;

/// <summary>Migrations of a test's own, in the place of the product's.</summary>
internal abstract class MigrationSet(params Type[] types) : IMigrationsAssembly
{
    public IReadOnlyDictionary<string, TypeInfo> Migrations { get; } =
        types
            .Select(type => type.GetTypeInfo())
            .OrderBy(IdOf, StringComparer.Ordinal)
            .ToDictionary(IdOf, StringComparer.Ordinal);

    public ModelSnapshot? ModelSnapshot => null;

    public Assembly Assembly => GetType().Assembly;

    public string? FindMigrationId(string nameOrId) => Migrations.Keys.SingleOrDefault(nameOrId.Equals);

    public Migration CreateMigration(TypeInfo migrationClass, string activeProvider)
    {
        var migration = (Migration)Activator.CreateInstance(migrationClass)!;
        migration.ActiveProvider = activeProvider;

        return migration;
    }

    private static string IdOf(TypeInfo type) => type.GetCustomAttribute<MigrationAttribute>()!.Id;
}
