using Enterprise.Application.Failures;
using Enterprise.Domain.ProviderKeys;
using Microsoft.AspNetCore.Routing.Matching;

namespace Enterprise.WebApi.Http;

/// <summary>The parts of paths that name something, and what they may be.</summary>
/// <remarks>
/// Routing takes any text there, and only when the caller is known to be allowed is it looked at: a missing scope
/// is 403 whatever the id, and what cannot name anything is 404 as an unknown id is.
/// </remarks>
internal static class PathParameters
{
    /// <summary>A UUID, in a route <c>{id:uuid}</c>.</summary>
    public const string Uuid = "uuid";

    /// <summary>A service or a name of a provider key, in a route <c>{name:word}</c>.</summary>
    public const string Word = "word";

    public static void AddPathParameters(this IServiceCollection services) =>
        services.Configure<RouteOptions>(routes =>
        {
            routes.SetParameterPolicy<UuidParameter>(Uuid);
            routes.SetParameterPolicy<WordParameter>(Word);
        });

    /// <summary>Answers 404 where a part of the path cannot name anything.</summary>
    public static void UsePathParameterCheck(this IApplicationBuilder app) =>
        app.Use(
            (http, next) =>
                http.GetEndpoint() is RouteEndpoint endpoint && !IsLegal(endpoint, http.Request.RouteValues)
                    ? throw new NotFoundException()
                    : next(http)
        );

    private static bool IsLegal(RouteEndpoint endpoint, RouteValueDictionary values)
    {
        foreach (var parameter in endpoint.RoutePattern.Parameters)
        {
            foreach (var policy in parameter.ParameterPolicies)
            {
                if (!IsLegal(policy.Content, values[parameter.Name] as string))
                {
                    return false;
                }
            }
        }

        return true;
    }

    private static bool IsLegal(string? policy, string? text) =>
        policy switch
        {
            Uuid => Guid.TryParse(text, out _),
            Word => ProviderKey.IsWord(text),
            _ => true,
        };
}

/// <summary>Takes any text, but not the place of a word such as <c>count</c> that another route has there.</summary>
internal abstract class PathParameter : IRouteConstraint, IParameterLiteralNodeMatchingPolicy
{
    public bool Match(
        HttpContext? httpContext,
        IRouter? route,
        string routeKey,
        RouteValueDictionary values,
        RouteDirection routeDirection
    ) => true;

    public bool MatchesLiteral(string parameterName, string literal) => false;
}

/// <inheritdoc/>
internal sealed class UuidParameter : PathParameter;

/// <inheritdoc/>
internal sealed class WordParameter : PathParameter
{
    /// <summary>What it may be as a regular expression, for the description of the API.</summary>
    public static string Pattern { get; } = $"^[a-z0-9-]{{1,{ProviderKey.MaxWord}}}$";
}
