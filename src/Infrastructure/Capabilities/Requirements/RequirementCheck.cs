using System.Reflection;
using Enterprise.Infrastructure.Capabilities.Servers;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Enterprise.Infrastructure.Capabilities.Requirements;

/// <summary>Says what a server lacks for a model or for migrations, each as a sentence with what to do.</summary>
internal static class RequirementCheck
{
    /// <summary>What the server lacks for the model; nothing where it fits.</summary>
    /// <param name="model">That of design time, <c>IDesignTimeModel</c>: that of run time has forgotten half of it.</param>
    /// <param name="server">The server.</param>
    public static IReadOnlyList<string> OfModel(IModel model, DatabaseServer server) =>
        [.. Unmet(ModelNeeds.Of(model), server), .. ModelLimits.Exceeded(model, server)];

    /// <summary>What the server lacks for what migrations have declared by <see cref="RequiresCapabilityAttribute"/>.</summary>
    public static IReadOnlyList<string> OfMigrations(IEnumerable<Type> migrations, DatabaseServer server) =>
        [
            .. Unmet(
                from migration in migrations
                from requirement in migration.GetCustomAttributes<RequiresCapabilityAttribute>()
                from capability in requirement.Capabilities
                select new Need($"The migration {migration.Name}", capability),
                server
            ),
        ];

    private static IEnumerable<string> Unmet(IEnumerable<Need> needs, DatabaseServer server) =>
        from need in needs.Distinct()
        let whyNot = CapabilityMatrix.WhyNot(server, need.Capability)
        where whyNot is not null
        select $"{need.Part} needs {need.Capability}, but {whyNot}";
}
