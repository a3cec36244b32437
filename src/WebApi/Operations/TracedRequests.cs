using System.Diagnostics;
using MediatR;

namespace Enterprise.WebApi.Operations;

/// <summary>The name of what traces use cases.</summary>
internal static class TracedRequests
{
    public const string SourceName = "Enterprise.UseCases";

    public static readonly ActivitySource Source = new(SourceName);
}

/// <summary>Shows each use case in the trace of its request, between the call and its statements.</summary>
internal sealed class TracedRequests<TRequest, TResponse> : IPipelineBehavior<TRequest, TResponse>
    where TRequest : IRequest<TResponse>
{
    private static readonly string Name = typeof(TRequest).Name;

    public async Task<TResponse> Handle(
        TRequest request,
        CancellationToken cancellationToken,
        RequestHandlerDelegate<TResponse> next
    )
    {
        using var activity = TracedRequests.Source.StartActivity(Name);

        try
        {
            return await next();
        }
        catch (Exception exception)
        {
            activity?.SetStatus(ActivityStatusCode.Error, exception.GetType().Name);

            throw;
        }
    }
}
