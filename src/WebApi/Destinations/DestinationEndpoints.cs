using Enterprise.Application.Destinations;
using Enterprise.Application.Idempotency;
using Enterprise.Application.Json;
using Enterprise.Application.Paging;
using Enterprise.Domain.ApiKeys;
using Enterprise.WebApi.Authentication;
using Enterprise.WebApi.Http;
using Enterprise.WebApi.Idempotency;
using Enterprise.WebApi.OpenApi;
using MediatR;

namespace Enterprise.WebApi.Destinations;

/// <summary>The routes of destinations, which belong to nobody.</summary>
internal static class DestinationEndpoints
{
    private const string BasePath = "/api/v1/destinations";

    public static void MapDestinations(this IEndpointRouteBuilder api)
    {
        var places = api.MapGroup("/destinations").WithTags("Destinations");

        places
            .MapPost("/search", SearchAsync)
            .RequireScope(Scopes.DestinationsRead)
            .Describes("searchDestinations", "Search destinations by meaning and by words")
            .Takes<DestinationSearchInput>()
            .Gives<FoundDestinations>();
        places
            .MapRead("", ListAsync)
            .TakesQuery(DestinationParameters.OfLists)
            .RequireScope(Scopes.DestinationsRead)
            .Describes("listDestinations", "List destinations")
            .DescribesQuery(DestinationParameters.Descriptions)
            .Gives<Page<DestinationView>>();
        places
            .MapRead("/popular", PopularAsync)
            .TakesQuery(QueryParameters.Limit)
            .RequireScope(Scopes.DestinationsRead)
            .Describes("listPopularDestinations", "List the destinations that most trips lead to")
            .DescribesQuery(DestinationParameters.ResultLimit)
            .GivesCached<FoundDestinations>();
        places
            .MapRead("/{id:uuid}", GetAsync)
            .RequireScope(Scopes.DestinationsRead)
            .Describes("getDestination", "Read a destination")
            .GivesObject<DestinationView>();
        places
            .MapRead("/{id:uuid}/similar", SimilarAsync)
            .TakesQuery(QueryParameters.Limit)
            .RequireScope(Scopes.DestinationsRead)
            .Describes("listSimilarDestinations", "List the destinations that are most like another one")
            .DescribesQuery(DestinationParameters.ResultLimit)
            .GivesCached<FoundDestinations>();
        places
            .MapPut("/{id:uuid}", PutAsync)
            .RequireScope(Scopes.DestinationsWrite)
            .Describes("putDestination", "Describe a destination")
            .Takes<DestinationInput>()
            .Gives<DestinationView>()
            .Produces<DestinationView>(StatusCodes.Status201Created, JsonBody.Json);
        places
            .MapDelete("/{id:uuid}", DeleteAsync)
            .RequireScope(Scopes.DestinationsWrite)
            .Describes("deleteDestination", "Delete a destination")
            .GivesNothing();
    }

    private static Task SearchAsync(HttpContext http, IMediator mediator) =>
        mediator.PostAsync(
            http,
            ApplicationJson.Contract.DestinationSearchInput,
            (DestinationSearchInput input, Once<FoundDestinations>? once) =>
                new SearchDestinations(http.Caller(), input, once),
            found => Answers.Given(found, ApplicationJson.Contract.FoundDestinations)
        );

    private static async Task ListAsync(HttpContext http, IMediator mediator)
    {
        var query = new QueryParameters(http.Request.Query);
        var request = new ListDestinations(http.Caller(), query.ReadCountry(), query.ReadTag(), query.Page());
        query.MustBeValid();
        var places = await mediator.Send(request, http.RequestAborted);

        await Answers.PageAsync(http, places, ApplicationJson.Contract.PageDestinationView);
    }

    private static async Task PopularAsync(HttpContext http, IMediator mediator) =>
        await Answers.CachedAsync(
            http,
            await mediator.Send(
                new FindPopularDestinations(http.Caller(), ReadLimit(http)),
                http.RequestAborted
            )
        );

    private static async Task SimilarAsync(Guid id, HttpContext http, IMediator mediator) =>
        await Answers.CachedAsync(
            http,
            await mediator.Send(
                new FindSimilarDestinations(http.Caller(), id, ReadLimit(http)),
                http.RequestAborted
            )
        );

    private static async Task GetAsync(Guid id, HttpContext http, IMediator mediator) =>
        await Answers.ObjectAsync(
            http,
            await mediator.Send(new GetDestination(http.Caller(), id), http.RequestAborted),
            ApplicationJson.Contract.DestinationView
        );

    private static async Task PutAsync(Guid id, HttpContext http, IMediator mediator)
    {
        var input = await JsonBody.ReadAsync(http, ApplicationJson.Contract.DestinationInput);
        var stored = await mediator.Send(
            new PutDestination(http.Caller(), id, input, EntityTags.PreconditionsOf(http.Request)),
            http.RequestAborted
        );
        var type = ApplicationJson.Contract.DestinationView;

        await (
            stored.IsNew
                ? Answers.WriteAsync(
                    http,
                    Answers.Created(http.Caller(), $"{BasePath}/{id}", stored.Destination, type)
                )
                : Answers.ObjectAsync(http, stored.Destination, type)
        );
    }

    private static async Task DeleteAsync(Guid id, HttpContext http, IMediator mediator)
    {
        await mediator.Send(
            new DeleteDestination(http.Caller(), id, EntityTags.PreconditionsOf(http.Request)),
            http.RequestAborted
        );

        await Answers.NothingAsync(http);
    }

    private static int ReadLimit(HttpContext http)
    {
        var query = new QueryParameters(http.Request.Query);
        var limit = query.ReadLimit(DestinationSearchInput.DefaultLimit, DestinationSearchInput.MaxLimit);
        query.MustBeValid();

        return limit;
    }
}
