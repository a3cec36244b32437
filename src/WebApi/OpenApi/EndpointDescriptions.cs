using Enterprise.WebApi.Http;
using Enterprise.WebApi.Problems;

namespace Enterprise.WebApi.OpenApi;

/// <summary>What the OpenAPI document says of an endpoint.</summary>
internal static class EndpointDescriptions
{
    /// <summary>
    /// Keeps routing from answering 415 before the caller is known; the document leaves it out.
    /// </summary>
    public const string AnyMediaType = "*/*";

    public static RouteHandlerBuilder Describes(
        this RouteHandlerBuilder endpoint,
        string name,
        string summary
    ) => endpoint.WithDisplayName(name).WithMetadata(new OperationName(name)).WithSummary(summary);

    public static RouteHandlerBuilder Takes<T>(this RouteHandlerBuilder endpoint)
        where T : notnull =>
        endpoint
            .Accepts<T>(JsonBody.Json, AnyMediaType)
            .Refuses(StatusCodes.Status413PayloadTooLarge, StatusCodes.Status415UnsupportedMediaType);

    public static RouteHandlerBuilder TakesPatch<T>(this RouteHandlerBuilder endpoint)
        where T : notnull =>
        endpoint
            .Accepts<T>(JsonBody.MergePatch, JsonBody.Json, AnyMediaType)
            .Refuses(StatusCodes.Status413PayloadTooLarge, StatusCodes.Status415UnsupportedMediaType);

    public static RouteHandlerBuilder Gives<T>(
        this RouteHandlerBuilder endpoint,
        int status = StatusCodes.Status200OK
    ) => endpoint.Produces<T>(status, "application/json").RefusesAsUsual();

    /// <summary>One object with an ETag, which the client may have already.</summary>
    public static RouteHandlerBuilder GivesObject<T>(this RouteHandlerBuilder endpoint) =>
        endpoint.Gives<T>().Produces(StatusCodes.Status304NotModified);

    public static RouteHandlerBuilder GivesNothing(this RouteHandlerBuilder endpoint) =>
        endpoint.Produces(StatusCodes.Status204NoContent).RefusesAsUsual();

    private static RouteHandlerBuilder RefusesAsUsual(this RouteHandlerBuilder endpoint) =>
        endpoint.Refuses(
            StatusCodes.Status400BadRequest,
            StatusCodes.Status401Unauthorized,
            StatusCodes.Status403Forbidden,
            StatusCodes.Status404NotFound,
            StatusCodes.Status409Conflict,
            StatusCodes.Status412PreconditionFailed,
            StatusCodes.Status429TooManyRequests,
            StatusCodes.Status503ServiceUnavailable
        );

    private static RouteHandlerBuilder Refuses(this RouteHandlerBuilder endpoint, params int[] statuses)
    {
        foreach (var status in statuses)
        {
            endpoint.Produces<Problem>(status, Problem.MediaType);
        }

        return endpoint;
    }
}

/// <summary>The operation's id in the OpenAPI document.</summary>
internal sealed record OperationName(string Name);
