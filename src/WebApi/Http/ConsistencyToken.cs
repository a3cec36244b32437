using Enterprise.Infrastructure.Connections.Standbys;
using Enterprise.Infrastructure.Resilience;
using Enterprise.WebApi.Problems;

namespace Enterprise.WebApi.Http;

/// <summary>The header field by which a client reads what it has written, from whichever node and server.</summary>
/// <remarks>
/// An answer to a change carries it where there are standbys; whoever sends it back is not served by a standby
/// that is behind it.
/// </remarks>
internal static class ConsistencyToken
{
    public const string Field = "X-Consistency-Token";

    /// <summary>The form of a token.</summary>
    public const string Pattern = "^[0-9A-F]{16}$";

    public static void UseConsistencyTokens(this IApplicationBuilder app) =>
        app.Use(
            (http, next) =>
            {
                if (!TryTake(http.Request))
                {
                    return Problem.WriteAsync(
                        http,
                        StatusCodes.Status400BadRequest,
                        $"The field {Field} must hold what an answer has carried in it."
                    );
                }

                if (!HttpMethods.IsGet(http.Request.Method))
                {
                    http.Response.OnStarting(Give, (http.Response, RequestScope.Current));
                }

                return next(http);
            }
        );

    private static bool TryTake(HttpRequest request)
    {
        if (!request.Headers.TryGetValue(Field, out var values))
        {
            return true;
        }

        if (!LogPosition.TryParse(values.ToString(), out var position))
        {
            return false;
        }

        RequestScope.Current?.MustSeeUpTo(position);

        return true;
    }

    private static Task Give(object state)
    {
        var (response, scope) = ((HttpResponse, RequestScope?))state;

        if (scope?.Written is { } written)
        {
            response.Headers[Field] = written.ToString();
        }

        return Task.CompletedTask;
    }
}
