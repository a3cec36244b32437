namespace Enterprise.WebApi.Http;

/// <summary>Routes with the habits of this API.</summary>
internal static class Routes
{
    /// <summary>The methods that read.</summary>
    public static readonly string[] Read = [HttpMethods.Get, HttpMethods.Head];

    /// <summary>A path that is read: every GET answers HEAD.</summary>
    public static RouteHandlerBuilder MapRead(
        this IEndpointRouteBuilder routes,
        string pattern,
        Delegate handler
    ) => routes.MapMethods(pattern, Read, handler);
}
