using Enterprise.Infrastructure.Capabilities.Servers;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Conventions;
using Microsoft.EntityFrameworkCore.Metadata.Conventions.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Enterprise.Infrastructure.Capabilities.Requirements;

/// <summary>Warns of what a server lacks for the model and the migrations, once the model is complete.</summary>
/// <remarks>
/// It comes first of those that see the finished model: the next one makes that of the run time of it, which has
/// forgotten how columns are computed. EF Core keeps the model, so each command warns once.
/// </remarks>
internal sealed class CapabilityWarnings(
    DatabaseServer server,
    Action<string> warn,
    IMigrationsAssembly migrations
) : IConventionSetPlugin, IModelFinalizedConvention
{
    public ConventionSet ModifyConventions(ConventionSet conventionSet)
    {
        conventionSet.ModelFinalizedConventions.Insert(0, this);

        return conventionSet;
    }

    public IModel ProcessModelFinalized(IModel model)
    {
        var ofMigrations = RequirementCheck.OfMigrations(migrations.Migrations.Values, server);

        foreach (var sentence in RequirementCheck.OfModel(model, server).Concat(ofMigrations))
        {
            warn(sentence);
        }

        return model;
    }
}
