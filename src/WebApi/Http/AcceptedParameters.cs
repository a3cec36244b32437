using Enterprise.Application.Validation;

namespace Enterprise.WebApi.Http;

/// <summary>The query parameters that an endpoint knows; an endpoint without it knows none.</summary>
internal sealed record AcceptedParameters(params string[] Names);

internal static class QueryParameterCheck
{
    /// <summary>What is said of a parameter that an endpoint does not know.</summary>
    public const string Unknown = "This parameter is not known here.";

    /// <summary>Says which query parameters an endpoint knows.</summary>
    public static T TakesQuery<T>(this T endpoint, params string[] names)
        where T : IEndpointConventionBuilder => endpoint.WithMetadata(new AcceptedParameters(names));

    /// <summary>Refuses, after the caller has been authorized, every parameter that the endpoint does not know.</summary>
    public static void UseQueryParameterCheck(this IApplicationBuilder app) =>
        app.Use(
            (http, next) =>
            {
                if (http.Request.QueryString.HasValue && http.GetEndpoint() is { } endpoint)
                {
                    MustKnowAll(endpoint, http.Request.Query);
                }

                return next(http);
            }
        );

    private static void MustKnowAll(Endpoint endpoint, IQueryCollection query)
    {
        var known = endpoint.Metadata.GetMetadata<AcceptedParameters>()?.Names ?? [];
        var unknown = query.Keys.Except(known, StringComparer.Ordinal).ToArray();

        if (unknown.Length > 0)
        {
            throw new InvalidInputException(
                unknown.ToDictionary(name => name, string[] (_) => [Unknown], StringComparer.Ordinal)
            );
        }
    }
}
