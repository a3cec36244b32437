namespace Enterprise.WebApi.Problems;

/// <summary>The door of the room: whatever goes wrong leaves as a problem.</summary>
internal static class ProblemServices
{
    public static void AddProblems(this IServiceCollection services) =>
        services.AddExceptionHandler<ExceptionProblems>();

    public static void UseProblems(this IApplicationBuilder app)
    {
        app.UseExceptionHandler(_ => { });

        // What routing refuses has a status but no body yet: 404 and 405.
        app.UseStatusCodePages(context =>
            Problem.WriteAsync(
                context.HttpContext,
                context.HttpContext.Response.StatusCode,
                context.HttpContext.Response.StatusCode switch
                {
                    StatusCodes.Status404NotFound => "There is nothing at this path.",
                    StatusCodes.Status405MethodNotAllowed =>
                        "This path does not answer to this method; the Allow field names those it does.",
                    _ => "The request was refused.",
                }
            )
        );
    }
}
