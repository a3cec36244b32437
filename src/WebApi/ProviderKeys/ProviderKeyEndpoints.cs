using Enterprise.Application.Json;
using Enterprise.Application.Paging;
using Enterprise.Application.ProviderKeys;
using Enterprise.Domain.ApiKeys;
using Enterprise.WebApi.Authentication;
using Enterprise.WebApi.Http;
using Enterprise.WebApi.OpenApi;
using MediatR;

namespace Enterprise.WebApi.ProviderKeys;

/// <summary>The routes of keys for outside services. None gives a value back, so one key is never read alone.</summary>
internal static class ProviderKeyEndpoints
{
    private const string OneKey = "/{service:word}/{name:word}";

    public static void MapProviderKeys(this IEndpointRouteBuilder api)
    {
        var keys = api.MapGroup("/provider-keys").WithTags("Provider keys");

        keys.MapRead("", ListAsync)
            .TakesQuery(QueryParameters.UserId, QueryParameters.Limit, QueryParameters.Cursor)
            .RequireScope(Scopes.ProviderKeysRead)
            .Describes("listProviderKeys", "List keys for outside services, the newest first")
            .Gives<Page<ProviderKeyView>>();
        keys.MapPut(OneKey, PutAsync)
            .RequireScope(Scopes.ProviderKeysWrite)
            .Describes("putProviderKey", "Store a key for an outside service; its value never comes back")
            .Takes<ProviderKeyInput>()
            .Gives<ProviderKeyView>()
            .Produces<ProviderKeyView>(StatusCodes.Status201Created, JsonBody.Json);
        keys.MapDelete(OneKey, DeleteAsync)
            .RequireScope(Scopes.ProviderKeysWrite)
            .Describes("deleteProviderKey", "Delete a key for an outside service")
            .GivesNothing();
    }

    private static async Task ListAsync(HttpContext http, IMediator mediator)
    {
        var query = new QueryParameters(http.Request.Query);
        var (userId, page) = (query.Id(QueryParameters.UserId), query.Page());
        query.MustBeValid();
        var keys = await mediator.Send(
            new ListProviderKeys(http.Caller(), userId, page),
            http.RequestAborted
        );

        await Answers.PageAsync(http, keys, ApplicationJson.Contract.PageProviderKeyView);
    }

    private static async Task PutAsync(string service, string name, HttpContext http, IMediator mediator)
    {
        var input = await JsonBody.ReadAsync(http, ApplicationJson.Contract.ProviderKeyInput);
        var stored = await mediator.Send(
            new PutProviderKey(http.Caller(), service, name, input, EntityTags.PreconditionsOf(http.Request)),
            http.RequestAborted
        );
        var type = ApplicationJson.Contract.ProviderKeyView;

        await (
            stored.IsNew
                ? Answers.WriteAsync(
                    http,
                    Answers.Created(
                        http.Caller(),
                        $"/api/v1/provider-keys/{service}/{name}",
                        stored.Key,
                        type
                    )
                )
                : Answers.ObjectAsync(http, stored.Key, type)
        );
    }

    private static async Task DeleteAsync(string service, string name, HttpContext http, IMediator mediator)
    {
        await mediator.Send(
            new DeleteProviderKey(http.Caller(), service, name, EntityTags.PreconditionsOf(http.Request)),
            http.RequestAborted
        );

        await Answers.NothingAsync(http);
    }
}
