using Enterprise.Application.Idempotency;
using Enterprise.Application.Json;
using Enterprise.Application.Paging;
using Enterprise.Application.Trips.Stops;
using Enterprise.Domain.ApiKeys;
using Enterprise.WebApi.Authentication;
using Enterprise.WebApi.Http;
using Enterprise.WebApi.Idempotency;
using Enterprise.WebApi.OpenApi;
using MediatR;

namespace Enterprise.WebApi.Trips.Stops;

/// <summary>The routes of a trip's itinerary.</summary>
internal static class TripStopEndpoints
{
    public static void MapTripStops(this IEndpointRouteBuilder api)
    {
        var stops = api.MapGroup("/trips/{tripId:uuid}/stops").WithTags("Trips");

        stops
            .MapRead("", ListAsync)
            .TakesQuery(QueryParameters.Limit, QueryParameters.Cursor)
            .RequireScope(Scopes.TripsRead)
            .Describes("listTripStops", "List a trip's stops in the order of its days")
            .Gives<Page<TripStopView>>();
        stops
            .MapPost("", AddAsync)
            .RequireScope(Scopes.TripsWrite)
            .Describes("addTripStop", "Add a stop to a trip")
            .Takes<TripStopInput>()
            .Gives<TripStopView>(StatusCodes.Status201Created);
        stops
            .MapRead("/{id:uuid}", GetAsync)
            .RequireScope(Scopes.TripsRead)
            .Describes("getTripStop", "Read a stop")
            .GivesObject<TripStopView>();
        stops
            .MapPut("/{id:uuid}", ReplaceAsync)
            .RequireScope(Scopes.TripsWrite)
            .Describes("replaceTripStop", "Replace a stop")
            .Takes<TripStopInput>()
            .Gives<TripStopView>();
        stops
            .MapDelete("/{id:uuid}", DeleteAsync)
            .RequireScope(Scopes.TripsWrite)
            .Describes("deleteTripStop", "Take a stop out of a trip")
            .GivesNothing();
    }

    private static async Task ListAsync(Guid tripId, HttpContext http, IMediator mediator)
    {
        var query = new QueryParameters(http.Request.Query);
        var request = new ListTripStops(http.Caller(), tripId, query.Page());
        query.MustBeValid();
        var stops = await mediator.Send(request, http.RequestAborted);

        await Answers.PageAsync(http, stops, ApplicationJson.Contract.PageTripStopView);
    }

    private static Task AddAsync(Guid tripId, HttpContext http, IMediator mediator) =>
        mediator.PostAsync(
            http,
            ApplicationJson.Contract.TripStopInput,
            (TripStopInput input, Once<TripStopView>? once) =>
                new AddTripStop(http.Caller(), tripId, input, once),
            stop =>
                Answers.Created(
                    http.Caller(),
                    $"/api/v1/trips/{tripId}/stops/{stop.Id}",
                    stop,
                    ApplicationJson.Contract.TripStopView
                )
        );

    private static async Task GetAsync(Guid tripId, Guid id, HttpContext http, IMediator mediator)
    {
        var stop = await mediator.Send(new GetTripStop(http.Caller(), tripId, id), http.RequestAborted);

        await Answers.ObjectAsync(http, stop, ApplicationJson.Contract.TripStopView);
    }

    private static async Task ReplaceAsync(Guid tripId, Guid id, HttpContext http, IMediator mediator)
    {
        var input = await JsonBody.ReadAsync(http, ApplicationJson.Contract.TripStopInput);
        var stop = await mediator.Send(
            new ReplaceTripStop(http.Caller(), tripId, id, input, EntityTags.PreconditionsOf(http.Request)),
            http.RequestAborted
        );

        await Answers.ObjectAsync(http, stop, ApplicationJson.Contract.TripStopView);
    }

    private static async Task DeleteAsync(Guid tripId, Guid id, HttpContext http, IMediator mediator)
    {
        await mediator.Send(
            new DeleteTripStop(http.Caller(), tripId, id, EntityTags.PreconditionsOf(http.Request)),
            http.RequestAborted
        );

        await Answers.NothingAsync(http);
    }
}
