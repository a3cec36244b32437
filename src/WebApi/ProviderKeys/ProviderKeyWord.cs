using Enterprise.Domain.ProviderKeys;

namespace Enterprise.WebApi.ProviderKeys;

/// <summary>A part of a path that is a service or a name; any other text there leads nowhere: 404.</summary>
/// <remarks>The framework's own constraint for patterns takes upper case, and a line break at the end.</remarks>
internal sealed class ProviderKeyWord : IRouteConstraint
{
    /// <summary>How it is written in a route: <c>{name:word}</c>.</summary>
    public const string Name = "word";

    /// <summary>The same as a regular expression, for the description of the API.</summary>
    public static string Pattern { get; } = $"^[a-z0-9-]{{1,{ProviderKey.MaxWord}}}$";

    public bool Match(
        HttpContext? httpContext,
        IRouter? route,
        string routeKey,
        RouteValueDictionary values,
        RouteDirection routeDirection
    ) => values.TryGetValue(routeKey, out var value) && value is string text && ProviderKey.IsWord(text);
}
