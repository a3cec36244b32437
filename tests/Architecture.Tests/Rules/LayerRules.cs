using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

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

    /// <summary>Of some types of other assemblies those that an assembly uses.</summary>
    public static IReadOnlyList<string> UsedTypes(Assembly layer, params string[] names)
    {
        using var image = new PEReader(File.OpenRead(layer.Location));
        var metadata = image.GetMetadataReader();

        return
        [
            .. metadata
                .TypeReferences.Select(handle => metadata.GetString(metadata.GetTypeReference(handle).Name))
                .Where(names.Contains)
                .Select(name => $"{layer.GetName().Name} uses {name}"),
        ];
    }
}
