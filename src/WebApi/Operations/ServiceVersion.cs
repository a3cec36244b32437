using System.Reflection;

namespace Enterprise.WebApi.Operations;

/// <summary>Which build this is.</summary>
internal static class ServiceVersion
{
    /// <summary>The version of the program, as it was given to its build.</summary>
    public static string Text { get; } =
        typeof(ServiceVersion)
            .Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!
            .InformationalVersion;
}
