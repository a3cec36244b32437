using Enterprise.WebApi.ApiKeys;
using Enterprise.WebApi.Audit;
using Enterprise.WebApi.Destinations;
using Enterprise.WebApi.ProviderKeys;
using Enterprise.WebApi.SearchHistory;
using Enterprise.WebApi.Trips;
using Enterprise.WebApi.Users;

namespace Enterprise.WebApi;

/// <summary>The capabilities that the API serves, each with the routes of its own room.</summary>
internal static class ApiRoutes
{
    private const string BasePath = "/api/v1";

    public static void MapApi(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup(BasePath);
        api.MapTrips();
        api.MapUsers();
        api.MapApiKeys();
        api.MapProviderKeys();
        api.MapDestinations();
        api.MapSearchHistory();
        api.MapAudit();
    }
}
