using System.Text.Json;
using Enterprise.Application.ApiKeys;
using Enterprise.Application.Callers;
using Enterprise.Application.Idempotency;
using Enterprise.Application.Json;
using Enterprise.Application.Paging;
using Enterprise.Domain.ApiKeys;
using Enterprise.WebApi.Authentication;
using Enterprise.WebApi.Http;
using Enterprise.WebApi.Idempotency;
using Enterprise.WebApi.OpenApi;
using MediatR;
using Microsoft.Net.Http.Headers;

namespace Enterprise.WebApi.ApiKeys;

/// <summary>The routes of API keys.</summary>
internal static class ApiKeyEndpoints
{
    public static void MapApiKeys(this IEndpointRouteBuilder api)
    {
        var keys = api.MapGroup("/api-keys").WithTags("API keys");

        keys.MapRead("", ListAsync)
            .TakesQuery(QueryParameters.UserId, QueryParameters.Limit, QueryParameters.Cursor)
            .RequireScope(Scopes.KeysRead)
            .Describes("listApiKeys", "List API keys, the newest first")
            .Gives<Page<ApiKeyView>>();
        keys.MapPost("", IssueAsync)
            .RequireScope(Scopes.KeysWrite)
            .Describes("issueApiKey", "Issue an API key; its secret is shown this once")
            .Takes<ApiKeyInput>()
            .GivesSecret<IssuedApiKey>();
        keys.MapRead("/{id:uuid}", GetAsync)
            .RequireScope(Scopes.KeysRead)
            .Describes("getApiKey", "Read an API key")
            .GivesObject<ApiKeyView>();
        keys.MapDelete("/{id:uuid}", RevokeAsync)
            .RequireScope(Scopes.KeysWrite)
            .Describes("revokeApiKey", "Revoke an API key")
            .GivesNothing();
        keys.MapPost("/{id:uuid}/rotate", RotateAsync)
            .RequireScope(Scopes.KeysWrite)
            .Describes("rotateApiKey", "Put a new API key in the place of another")
            .Takes<RotationInput>()
            .GivesSecret<IssuedApiKey>()
            .Refuses(
                StatusCodes.Status409Conflict,
                "A key that has ended cannot be rotated; issue a new one."
            );

        api.MapPost("/users/{userId:uuid}/api-keys", IssueAsync)
            .WithTags("API keys")
            .RequireScope(Scopes.Admin)
            .Describes("issueApiKeyForUser", "Issue an API key for a user")
            .Takes<ApiKeyInput>()
            .GivesSecret<IssuedApiKey>();
    }

    private static async Task ListAsync(HttpContext http, IMediator mediator)
    {
        var query = new QueryParameters(http.Request.Query);
        var (userId, page) = (query.Id(QueryParameters.UserId), query.Page());
        query.MustBeValid();
        var keys = await mediator.Send(new ListApiKeys(http.Caller(), userId, page), http.RequestAborted);

        await Answers.PageAsync(http, keys, ApplicationJson.Contract.PageApiKeyView);
    }

    private static Task IssueAsync(Guid? userId, HttpContext http, IMediator mediator) =>
        mediator.PostAsync(
            http,
            ApplicationJson.Contract.ApiKeyInput,
            (ApiKeyInput input, Once<IssuedApiKey>? once) =>
                new IssueApiKey(http.Caller(), userId ?? http.Caller().UserId, input, once),
            key => Issued(http.Caller(), key)
        );

    private static Task RotateAsync(Guid id, HttpContext http, IMediator mediator) =>
        mediator.PostAsync(
            http,
            ApplicationJson.Contract.RotationInput,
            (RotationInput input, Once<IssuedApiKey>? once) =>
                new RotateApiKey(http.Caller(), id, input, once),
            key => Issued(http.Caller(), key)
        );

    /// <summary>No cache may keep a secret, and of the answer only the part without it is kept for long.</summary>
    private static RecordedAnswer Issued(Caller reader, IssuedApiKey key)
    {
        var known = Answers.Created(
            reader,
            $"/api/v1/api-keys/{key.Id}",
            key,
            ApplicationJson.Contract.ApiKeyView
        );

        return known with
        {
            Headers = [.. known.Headers, new(HeaderNames.CacheControl, "no-store")],
            BodyWithSecret = JsonSerializer.SerializeToUtf8Bytes(key, ApplicationJson.Contract.IssuedApiKey),
        };
    }

    private static async Task GetAsync(Guid id, HttpContext http, IMediator mediator)
    {
        var key = await mediator.Send(new GetApiKey(http.Caller(), id), http.RequestAborted);

        await Answers.ObjectAsync(http, key, ApplicationJson.Contract.ApiKeyView);
    }

    private static async Task RevokeAsync(Guid id, HttpContext http, IMediator mediator)
    {
        await mediator.Send(
            new RevokeApiKey(http.Caller(), id, EntityTags.PreconditionsOf(http.Request)),
            http.RequestAborted
        );

        await Answers.NothingAsync(http);
    }
}
