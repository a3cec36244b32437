using Enterprise.Application.Idempotency;
using Enterprise.Application.Json;
using Enterprise.Application.Paging;
using Enterprise.Application.Users;
using Enterprise.Domain.ApiKeys;
using Enterprise.WebApi.Authentication;
using Enterprise.WebApi.Http;
using Enterprise.WebApi.Idempotency;
using Enterprise.WebApi.OpenApi;
using MediatR;

namespace Enterprise.WebApi.Users;

/// <summary>The routes of users: oneself under <c>me</c>, anybody by id for administrators.</summary>
internal static class UserEndpoints
{
    private const string Email = "email";
    private const string EmailTaken = "Another user has this e-mail address.";

    public static void MapUsers(this IEndpointRouteBuilder api)
    {
        var users = api.MapGroup("/users").WithTags("Users");

        users
            .MapRead("", ListAsync)
            .TakesQuery(Email, QueryParameters.Limit, QueryParameters.Cursor)
            .RequireScope(Scopes.Admin)
            .Describes("listUsers", "List users, the newest first")
            .Gives<Page<UserView>>();
        users
            .MapPost("", CreateAsync)
            .RequireScope(Scopes.Admin)
            .Describes("createUser", "Make a user")
            .Takes<UserInput>()
            .Gives<UserView>(StatusCodes.Status201Created)
            .Refuses(StatusCodes.Status409Conflict, EmailTaken);

        MapOneUser(users, "/me", "Me", "oneself", Scopes.UsersRead, Scopes.UsersWrite);
        MapOneUser(users, "/{id:uuid}", "User", "a user", Scopes.Admin, Scopes.Admin);
    }

    private static void MapOneUser(
        IEndpointRouteBuilder users,
        string path,
        string name,
        string who,
        string readScope,
        string writeScope
    )
    {
        users
            .MapRead(path, GetAsync)
            .RequireScope(readScope)
            .Describes($"get{name}", $"Read {who}")
            .GivesObject<UserView>();
        users
            .MapPatch(path, PatchAsync)
            .RequireScope(writeScope)
            .Describes($"patch{name}", $"Change parts of {who}")
            .TakesPatch<UserInput>()
            .Gives<UserView>()
            .Refuses(StatusCodes.Status409Conflict, EmailTaken);
        users
            .MapDelete(path, DeleteAsync)
            .RequireScope(writeScope)
            .Describes($"delete{name}", $"Delete {who}, with trips, keys and history")
            .GivesNothing();
    }

    private static async Task ListAsync(HttpContext http, IMediator mediator)
    {
        var query = new QueryParameters(http.Request.Query);
        var (email, page) = (query.Text(Email), query.Page());
        query.MustBeValid();
        var users = await mediator.Send(new ListUsers(http.Caller(), email, page), http.RequestAborted);

        await Answers.PageAsync(http, users, ApplicationJson.Contract.PageUserView);
    }

    private static Task CreateAsync(HttpContext http, IMediator mediator) =>
        mediator.PostAsync(
            http,
            ApplicationJson.Contract.UserInput,
            (UserInput input, Once<UserView>? once) => new CreateUser(http.Caller(), input, once),
            user =>
                Answers.Created(
                    http.Caller(),
                    $"/api/v1/users/{user.Id}",
                    user,
                    ApplicationJson.Contract.UserView
                )
        );

    private static async Task GetAsync(Guid? id, HttpContext http, IMediator mediator)
    {
        var caller = http.Caller();
        var user = await mediator.Send(new GetUser(caller, id ?? caller.UserId), http.RequestAborted);

        await Answers.ObjectAsync(http, user, ApplicationJson.Contract.UserView);
    }

    private static async Task PatchAsync(Guid? id, HttpContext http, IMediator mediator)
    {
        var caller = http.Caller();
        var patch = await JsonBody.ReadPatchAsync(http, ApplicationJson.Contract.JsonElement);
        var user = await mediator.Send(
            new PatchUser(caller, id ?? caller.UserId, patch, EntityTags.PreconditionsOf(http.Request)),
            http.RequestAborted
        );

        await Answers.ObjectAsync(http, user, ApplicationJson.Contract.UserView);
    }

    private static async Task DeleteAsync(Guid? id, HttpContext http, IMediator mediator)
    {
        var caller = http.Caller();
        await mediator.Send(
            new DeleteUser(caller, id ?? caller.UserId, EntityTags.PreconditionsOf(http.Request)),
            http.RequestAborted
        );

        await Answers.NothingAsync(http);
    }
}
