namespace Enterprise.Infrastructure.Capabilities.Requirements;

/// <summary>Declares what a migration needs of the server that it runs on.</summary>
/// <param name="capabilities">What it needs.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
internal sealed class RequiresCapabilityAttribute(params Capability[] capabilities) : Attribute
{
    /// <summary>What it needs.</summary>
    public IReadOnlyList<Capability> Capabilities { get; } = capabilities;
}
