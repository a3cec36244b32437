using Enterprise.Application.Idempotency;
using Enterprise.Application.Json;
using Enterprise.Application.Paging;
using Enterprise.Application.Trips;
using Enterprise.Domain.ApiKeys;
using Enterprise.WebApi.Authentication;
using Enterprise.WebApi.Http;
using Enterprise.WebApi.Idempotency;
using Enterprise.WebApi.OpenApi;
using Enterprise.WebApi.Trips.Stops;
using MediatR;

namespace Enterprise.WebApi.Trips;

/// <summary>The routes of trips.</summary>
internal static class TripEndpoints
{
    private const string BadMove = "A trip that is completed cannot become planning.";

    public static void MapTrips(this IEndpointRouteBuilder api)
    {
        var trips = api.MapGroup("/trips").WithTags("Trips");

        trips
            .MapRead("", ListAsync)
            .TakesQuery(TripParameters.OfLists)
            .RequireScope(Scopes.TripsRead)
            .Describes("listTrips", "List trips, the newest first unless sorted otherwise")
            .Gives<Page<TripView>>();
        trips
            .MapPost("/batch", CreateManyAsync)
            .RequireScope(Scopes.TripsWrite)
            .Describes("createTrips", "Begin several trips, all or none")
            .Takes<TripBatchInput>()
            .Gives<TripBatch>(StatusCodes.Status201Created);
        trips
            .MapRead("/count", CountAsync)
            .TakesQuery(TripParameters.OfFilters)
            .RequireScope(Scopes.TripsRead)
            .Describes("countTrips", "Count trips")
            .Gives<TripCount>();
        trips
            .MapPost("", CreateAsync)
            .RequireScope(Scopes.TripsWrite)
            .Describes("createTrip", "Begin a trip")
            .Takes<TripInput>()
            .Gives<TripView>(StatusCodes.Status201Created);
        trips
            .MapRead("/{id:uuid}", GetAsync)
            .RequireScope(Scopes.TripsRead)
            .Describes("getTrip", "Read a trip")
            .GivesObject<TripView>();
        trips
            .MapPut("/{id:uuid}", ReplaceAsync)
            .RequireScope(Scopes.TripsWrite)
            .Describes("replaceTrip", "Replace a trip")
            .Takes<TripInput>()
            .Gives<TripView>()
            .Refuses(StatusCodes.Status409Conflict, BadMove);
        trips
            .MapPatch("/{id:uuid}", PatchAsync)
            .RequireScope(Scopes.TripsWrite)
            .Describes("patchTrip", "Change parts of a trip")
            .TakesPatch<TripInput>()
            .Gives<TripView>()
            .Refuses(StatusCodes.Status409Conflict, BadMove);
        trips
            .MapDelete("/{id:uuid}", DeleteAsync)
            .RequireScope(Scopes.TripsWrite)
            .Describes("deleteTrip", "Delete a trip")
            .GivesNothing();

        api.MapTripStops();
    }

    private static async Task ListAsync(HttpContext http, IMediator mediator)
    {
        var query = new QueryParameters(http.Request.Query);
        var request = new ListTrips(
            http.Caller(),
            query.Id(QueryParameters.UserId),
            query.ReadFilter(),
            query.ReadSort(),
            query.Page()
        );
        query.MustBeValid();
        var trips = await mediator.Send(request, http.RequestAborted);

        await Answers.PageAsync(http, trips, ApplicationJson.Contract.PageTripView);
    }

    private static async Task CountAsync(HttpContext http, IMediator mediator)
    {
        var query = new QueryParameters(http.Request.Query);
        var request = new CountTrips(http.Caller(), query.Id(QueryParameters.UserId), query.ReadFilter());
        query.MustBeValid();
        var count = await mediator.Send(request, http.RequestAborted);

        await JsonAnswer.WriteAsync(http, count, ApplicationJson.Contract.TripCount);
    }

    private static Task CreateAsync(HttpContext http, IMediator mediator) =>
        mediator.PostAsync(
            http,
            ApplicationJson.Contract.TripInput,
            (TripInput input, Once<TripView>? once) => new CreateTrip(http.Caller(), input, once),
            trip =>
                Answers.Created(
                    http.Caller(),
                    $"/api/v1/trips/{trip.Id}",
                    trip,
                    ApplicationJson.Contract.TripView
                )
        );

    private static Task CreateManyAsync(HttpContext http, IMediator mediator) =>
        mediator.PostAsync(
            http,
            ApplicationJson.Contract.TripBatchInput,
            (TripBatchInput input, Once<TripBatch>? once) => new CreateTrips(http.Caller(), input, once),
            batch => Answers.Created(batch, ApplicationJson.Contract.TripBatch)
        );

    private static async Task GetAsync(Guid id, HttpContext http, IMediator mediator)
    {
        var trip = await mediator.Send(new GetTrip(http.Caller(), id), http.RequestAborted);

        await Answers.ObjectAsync(http, trip, ApplicationJson.Contract.TripView);
    }

    private static async Task ReplaceAsync(Guid id, HttpContext http, IMediator mediator)
    {
        var input = await JsonBody.ReadAsync(http, ApplicationJson.Contract.TripInput);
        var trip = await mediator.Send(
            new ReplaceTrip(http.Caller(), id, input, EntityTags.PreconditionsOf(http.Request)),
            http.RequestAborted
        );

        await Answers.ObjectAsync(http, trip, ApplicationJson.Contract.TripView);
    }

    private static async Task PatchAsync(Guid id, HttpContext http, IMediator mediator)
    {
        var patch = await JsonBody.ReadPatchAsync(http, ApplicationJson.Contract.JsonElement);
        var trip = await mediator.Send(
            new PatchTrip(http.Caller(), id, patch, EntityTags.PreconditionsOf(http.Request)),
            http.RequestAborted
        );

        await Answers.ObjectAsync(http, trip, ApplicationJson.Contract.TripView);
    }

    private static async Task DeleteAsync(Guid id, HttpContext http, IMediator mediator)
    {
        await mediator.Send(
            new DeleteTrip(http.Caller(), id, EntityTags.PreconditionsOf(http.Request)),
            http.RequestAborted
        );

        await Answers.NothingAsync(http);
    }
}
