using Enterprise.Application.Audit;
using Enterprise.Application.Json;
using Enterprise.Application.Paging;
using Enterprise.WebApi.Authentication;
using Enterprise.WebApi.Http;
using Enterprise.WebApi.OpenApi;
using MediatR;

namespace Enterprise.WebApi.Audit;

/// <summary>The route of the audit log.</summary>
internal static class AuditEndpoints
{
    public static void MapAudit(this IEndpointRouteBuilder api) =>
        api.MapGroup("/audit")
            .WithTags("Audit")
            .MapRead("", ListAsync)
            .TakesQuery(AuditParameters.OfLists)
            .RequireScope(AuditScopes.All)
            .Describes(
                "listAudit",
                "List what happened to one's objects, or to everybody's, the newest first"
            )
            .DescribesQuery(AuditParameters.Descriptions)
            .Gives<Page<AuditEntryView>>();

    private static async Task ListAsync(HttpContext http, IMediator mediator)
    {
        var query = new QueryParameters(http.Request.Query);
        var request = new ListAudit(http.Caller(), query.ReadFilter(), query.Page());
        query.MustBeValid();
        var entries = await mediator.Send(request, http.RequestAborted);

        await Answers.PageAsync(http, entries, ApplicationJson.Contract.PageAuditEntryView);
    }
}
