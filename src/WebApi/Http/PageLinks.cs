using Microsoft.AspNetCore.Http.Extensions;

namespace Enterprise.WebApi.Http;

/// <summary>Links from one part of a list to the next.</summary>
internal static class PageLinks
{
    /// <summary>The same request with another cursor, as a reference relative to the server.</summary>
    public static string Next(HttpRequest request, string cursor)
    {
        var query = new QueryBuilder(
            request
                .Query.Where(parameter => parameter.Key is not QueryParameters.Cursor)
                .Select(parameter => KeyValuePair.Create(parameter.Key, parameter.Value.ToString()))
        )
        {
            { QueryParameters.Cursor, cursor },
        };

        return $"{request.PathBase}{request.Path}{query}";
    }
}
