using System.Globalization;
using Enterprise.Application.Failures;
using Enterprise.Application.Idempotency;
using Enterprise.Application.Validation;
using Enterprise.Domain.Rules;
using Enterprise.WebApi.Authentication;
using Enterprise.WebApi.Logging;
using Enterprise.WebApi.RateLimits;
using Microsoft.AspNetCore.Diagnostics;

namespace Enterprise.WebApi.Problems;

/// <summary>The one table from the exceptions of the application to problems.</summary>
internal sealed class ExceptionProblems(ILogger<ExceptionProblems> logger) : IExceptionHandler
{
    private const int ClientClosedRequest = 499;

    public async ValueTask<bool> TryHandleAsync(
        HttpContext httpContext,
        Exception exception,
        CancellationToken cancellationToken
    )
    {
        if (httpContext.RequestAborted.IsCancellationRequested)
        {
            httpContext.Response.StatusCode = ClientClosedRequest;

            return true;
        }

        if (exception is DatabaseUnavailableException unavailable)
        {
            Tell(httpContext.Request, unavailable);
        }

        if (exception is CallerGoneException)
        {
            // Nobody's budget any more, and the same words as for a key that has ended before.
            httpContext.Features.Set<RateLimit>(null);
            httpContext.Response.Headers.WWWAuthenticate = ApiKeyScheme.InvalidToken;
        }

        if (RetryAfter(exception) is { } pause)
        {
            httpContext.Response.Headers.RetryAfter = pause.TotalSeconds.ToString(
                "F0",
                CultureInfo.InvariantCulture
            );
        }

        var status = StatusOf(exception);

        if (status == StatusCodes.Status500InternalServerError)
        {
            logger.Unexpected(httpContext.Request.Method, httpContext.Request.Path, exception);
        }

        await Problem.WriteAsync(
            httpContext,
            status,
            status == StatusCodes.Status500InternalServerError
                ? "Something went wrong that should not have; the trace id finds it in the log."
                : exception.Message,
            (exception as InvalidInputException)?.Errors
        );

        return true;
    }

    /// <summary>
    /// One line each, without its stack; not even that while a circuit is open, for its opening was told.
    /// </summary>
    private void Tell(HttpRequest request, DatabaseUnavailableException unavailable)
    {
        if (unavailable.IsForeseen)
        {
            logger.NotAsked(request.Method, request.Path);
        }
        else
        {
            logger.DatabaseUnavailable(request.Method, request.Path, unavailable.Reason);
        }

        logger.WhyUnavailable(unavailable);
    }

    private static TimeSpan? RetryAfter(Exception exception) =>
        exception switch
        {
            DatabaseUnavailableException unavailable => unavailable.RetryAfter,
            MeaningUnavailableException unavailable => unavailable.RetryAfter,
            StillRunningException running => running.RetryAfter,
            _ => null,
        };

    private static int StatusOf(Exception exception) =>
        exception switch
        {
            InvalidInputException => StatusCodes.Status400BadRequest,
            BadHttpRequestException malformed => malformed.StatusCode,
            CallerGoneException => StatusCodes.Status401Unauthorized,
            ForbiddenException => StatusCodes.Status403Forbidden,
            NotFoundException => StatusCodes.Status404NotFound,
            RuleBrokenException or StillRunningException => StatusCodes.Status409Conflict,
            PreconditionFailedException => StatusCodes.Status412PreconditionFailed,
            KeyReusedException => StatusCodes.Status422UnprocessableEntity,
            DatabaseUnavailableException or MeaningUnavailableException =>
                StatusCodes.Status503ServiceUnavailable,
            _ => StatusCodes.Status500InternalServerError,
        };
}
