namespace Enterprise.WebApi.Tests.Hosting;

/// <summary>The paths of the contract.</summary>
internal static class Paths
{
    public const string Trips = "/api/v1/trips";
    public const string TripBatch = "/api/v1/trips/batch";
    public const string TripCount = "/api/v1/trips/count";
    public const string Users = "/api/v1/users";
    public const string Me = "/api/v1/users/me";
    public const string Keys = "/api/v1/api-keys";
    public const string ProviderKeys = "/api/v1/provider-keys";
    public const string Destinations = "/api/v1/destinations";
    public const string DestinationSearch = "/api/v1/destinations/search";
    public const string PopularDestinations = "/api/v1/destinations/popular";
    public const string SearchHistory = "/api/v1/search-history";
    public const string Audit = "/api/v1/audit";
    public const string Live = "/health/live";
    public const string Ready = "/health/ready";
    public const string Health = "/health";
    public const string Metrics = "/metrics";
    public const string Ops = "/ops";
    public const string OpsEvents = "/ops/events";
    public const string OpenApi = "/openapi/v1.json";
    public const string Docs = "/docs/index.html";

    /// <summary>An id that nothing has.</summary>
    public static readonly Guid UnknownId = Guid.Parse("01890000-0000-7000-8000-00000000beef");

    public static string Trip(Guid id) => $"{Trips}/{id}";

    public static string Stops(Guid tripId) => $"{Trips}/{tripId}/stops";

    public static string Stop(Guid tripId, Guid id) => $"{Stops(tripId)}/{id}";

    public static string User(Guid id) => $"{Users}/{id}";

    public static string Key(Guid id) => $"{Keys}/{id}";

    public static string Rotation(Guid id) => $"{Keys}/{id}/rotate";

    public static string ProviderKey(string service, string name) => $"{ProviderKeys}/{service}/{name}";

    public static string Destination(Guid id) => $"{Destinations}/{id}";

    public static string SimilarTo(Guid id) => $"{Destination(id)}/similar";

    public static string Search(Guid id) => $"{SearchHistory}/{id}";

    public static string KeysOf(Guid userId) => $"{Users}/{userId}/api-keys";
}
