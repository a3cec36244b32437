using System.Reflection;

namespace Enterprise.Architecture.Tests.Rules;

/// <summary>What an assembly shows to the others, one line a type and a member.</summary>
internal static class PublicSurface
{
    private const BindingFlags Declared =
        BindingFlags.Public
        | BindingFlags.NonPublic
        | BindingFlags.Instance
        | BindingFlags.Static
        | BindingFlags.DeclaredOnly;

    private static readonly string[] OfEveryRecord =
    [
        "<Clone>$",
        "Deconstruct",
        "EqualityContract",
        "Equals",
        "GetHashCode",
        "PrintMembers",
        "ToString",
        "op_Equality",
        "op_Inequality",
    ];

    /// <summary>The lines, in the order of their text.</summary>
    public static IReadOnlyList<string> Of(IEnumerable<Type> types) =>
        [
            .. types
                .Where(type => type.IsVisible)
                .SelectMany(type => Members(type).Prepend(Describe(type)))
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ];

    private static string Describe(Type type) =>
        $"{type.FullName}{(type.BaseType is { } parent && parent != typeof(object) && parent != typeof(ValueType) ? $" : {Name(parent)}" : "")}";

    private static IEnumerable<string> Members(Type type) =>
        type.GetMembers(Declared)
            .Where(member => IsShown(member) && !OfEveryRecord.Contains(member.Name, StringComparer.Ordinal))
            .Select(member => $"{type.FullName}.{Describe(member)}");

    private static bool IsShown(MemberInfo member) =>
        member switch
        {
            MethodBase method => IsShown(method) && (method.IsConstructor || !method.IsSpecialName),
            PropertyInfo property => property.GetAccessors(nonPublic: true).Any(IsShown),
            FieldInfo field => field.IsPublic || field.IsFamily,
            _ => false,
        };

    private static bool IsShown(MethodBase method) =>
        method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static string Describe(MemberInfo member) =>
        member switch
        {
            MethodInfo method => $"{method.Name}({Parameters(method)}) → {Name(method.ReturnType)}",
            ConstructorInfo constructor => $"new({Parameters(constructor)})",
            PropertyInfo property => $"{property.Name} → {Name(property.PropertyType)}",
            FieldInfo field => $"{field.Name} → {Name(field.FieldType)}",
            _ => member.Name,
        };

    private static string Parameters(MethodBase method) =>
        string.Join(", ", method.GetParameters().Select(parameter => Name(parameter.ParameterType)));

    private static string Name(Type type) =>
        type.IsGenericType
            ? $"{type.Name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>"
            : type.Name;
}
