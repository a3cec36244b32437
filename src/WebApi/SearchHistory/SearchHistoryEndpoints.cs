using Enterprise.Application.Json;
using Enterprise.Application.Paging;
using Enterprise.Application.SearchHistory;
using Enterprise.Domain.ApiKeys;
using Enterprise.Domain.SearchHistory;
using Enterprise.Domain.Vocabularies;
using Enterprise.WebApi.Authentication;
using Enterprise.WebApi.Http;
using Enterprise.WebApi.OpenApi;
using MediatR;

namespace Enterprise.WebApi.SearchHistory;

/// <summary>The routes of what was searched for. A search is told of in the list alone.</summary>
internal static class SearchHistoryEndpoints
{
    private const string Type = "type";

    public static void MapSearchHistory(this IEndpointRouteBuilder api)
    {
        var history = api.MapGroup("/search-history").WithTags("Search history");

        history
            .MapRead("", ListAsync)
            .TakesQuery(Type, QueryParameters.UserId, QueryParameters.Limit, QueryParameters.Cursor)
            .RequireScope(Scopes.SearchRead)
            .Describes("listSearchHistory", "List one's searches, the newest first")
            .DescribesQuery(
                ParameterFacts.Parameter(
                    Type,
                    "Only searches for this.",
                    Schemas.Words(Vocabulary<SearchType>.All)
                )
            )
            .Gives<Page<SearchRecordView>>();
        history
            .MapDelete("", ClearAsync)
            .TakesQuery(QueryParameters.UserId)
            .RequireScope(Scopes.SearchWrite)
            .Describes("clearSearchHistory", "Forget all of one's searches")
            .GivesNothing();
        history
            .MapDelete("/{id:uuid}", DeleteAsync)
            .RequireScope(Scopes.SearchWrite)
            .Describes("deleteSearch", "Forget a search")
            .GivesNothing();
    }

    private static async Task ListAsync(HttpContext http, IMediator mediator)
    {
        var query = new QueryParameters(http.Request.Query);
        var request = new ListSearchHistory(
            http.Caller(),
            query.Id(QueryParameters.UserId),
            query.Word<SearchType>(Type),
            query.Page()
        );
        query.MustBeValid();
        var searches = await mediator.Send(request, http.RequestAborted);

        await Answers.PageAsync(http, searches, ApplicationJson.Contract.PageSearchRecordView);
    }

    private static async Task ClearAsync(HttpContext http, IMediator mediator)
    {
        var query = new QueryParameters(http.Request.Query);
        var request = new ClearSearchHistory(
            http.Caller(),
            query.Id(QueryParameters.UserId),
            EntityTags.PreconditionsOf(http.Request)
        );
        query.MustBeValid();
        await mediator.Send(request, http.RequestAborted);

        await Answers.NothingAsync(http);
    }

    private static async Task DeleteAsync(Guid id, HttpContext http, IMediator mediator)
    {
        await mediator.Send(
            new DeleteSearch(http.Caller(), id, EntityTags.PreconditionsOf(http.Request)),
            http.RequestAborted
        );

        await Answers.NothingAsync(http);
    }
}
