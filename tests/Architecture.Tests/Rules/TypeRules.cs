using System.Reflection;
using System.Runtime.CompilerServices;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Enterprise.Architecture.Tests.Rules;

/// <summary>How types are declared; each rule gives the names of those that break it.</summary>
internal static class TypeRules
{
    private static readonly string[] Shelves =
    [
        "Utils",
        "Helpers",
        "Common",
        "Shared",
        "Manager",
        "Managers",
    ];
    private static readonly Type[] UseCaseParts = [typeof(IRequestHandler<,>), typeof(IValidator)];

    /// <summary>The types that somebody wrote, without what compilers, generators and <c>dotnet ef</c> add.</summary>
    public static IEnumerable<Type> WrittenTypes(this Assembly assembly) =>
        LoadableTypes(assembly)
            .Where(type =>
                !type.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false)
                && type.FullName!.All(character => character is not ('<' or '$'))
                && type.Namespace?.StartsWith("Enterprise", StringComparison.Ordinal) is true
                && !type.Namespace.EndsWith(".Migrations.Versions", StringComparison.Ordinal)
            );

    /// <summary>Without those that only <c>dotnet ef</c> can load, which brings its own packages along.</summary>
    private static IEnumerable<Type> LoadableTypes(Assembly assembly)
    {
        try
        {
            return assembly.GetTypes();
        }
        catch (ReflectionTypeLoadException exception)
        {
            return exception.Types.OfType<Type>();
        }
    }

    /// <summary>Concrete classes are sealed, unless another class inherits them.</summary>
    public static IReadOnlyList<string> UnsealedClasses(IReadOnlyCollection<Type> types)
    {
        var parents = types.Select(type => Generic(type.BaseType)).ToHashSet();

        return Names(
            types.Where(type =>
                type is { IsClass: true, IsAbstract: false, IsSealed: false } && !parents.Contains(type)
            )
        );
    }

    /// <summary>No room is a shelf for what has no place.</summary>
    public static IReadOnlyList<string> TypesOnShelves(IReadOnlyCollection<Type> types) =>
        Names(
            types.Where(type => type.Namespace!.Split('.').Intersect(Shelves, StringComparer.Ordinal).Any())
        );

    /// <summary>There is one context type.</summary>
    public static IReadOnlyList<string> ContextTypes(IReadOnlyCollection<Type> types) =>
        Names(types.Where(typeof(DbContext).IsAssignableFrom));

    /// <summary>Handlers and validators are reached by their messages alone.</summary>
    public static IReadOnlyList<string> ExposedUseCaseParts(IReadOnlyCollection<Type> types) =>
        Names(
            types.Where(type =>
                type.GetInterfaces().Select(Generic).Intersect(UseCaseParts).Any()
                && (type.IsVisible || !type.IsSealed)
            )
        );

    private static Type? Generic(Type? type) =>
        type is { IsGenericType: true } ? type.GetGenericTypeDefinition() : type;

    private static IReadOnlyList<string> Names(IEnumerable<Type> types) =>
        [.. types.Select(type => type.FullName!).Order(StringComparer.Ordinal)];
}
