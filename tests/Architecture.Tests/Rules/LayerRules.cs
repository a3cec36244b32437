using System.Reflection;

namespace Enterprise.Architecture.Tests.Rules;

/// <summary>Which assemblies a layer may know of.</summary>
internal static class LayerRules
{
    /// <summary>The references of an assembly whose names begin with one of those that it must not know.</summary>
    public static IReadOnlyList<string> ForbiddenReferences(Assembly layer, params string[] forbidden) =>
        [
            .. layer
                .GetReferencedAssemblies()
                .Select(reference => reference.Name!)
                .Where(name => forbidden.Any(start => name.StartsWith(start, StringComparison.Ordinal)))
                .Select(name => $"{layer.GetName().Name} references {name}"),
        ];
}
