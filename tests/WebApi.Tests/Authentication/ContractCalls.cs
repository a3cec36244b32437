using Enterprise.Domain.ApiKeys;
using Enterprise.WebApi.Tests.Hosting;

namespace Enterprise.WebApi.Tests.Authentication;

/// <summary>The calls of the contract, with an id that nothing has, and the scope that each needs.</summary>
/// <remarks>Where several scopes stand, one of them is enough.</remarks>
internal static class ContractCalls
{
    public static TheoryData<string, string, string> WithScopes =>
        new()
        {
            { "GET", Paths.Trips, Scopes.TripsRead },
            { "POST", Paths.Trips, Scopes.TripsWrite },
            { "POST", Paths.TripBatch, Scopes.TripsWrite },
            { "GET", Paths.TripCount, Scopes.TripsRead },
            { "GET", Trip, Scopes.TripsRead },
            { "PUT", Trip, Scopes.TripsWrite },
            { "PATCH", Trip, Scopes.TripsWrite },
            { "DELETE", Trip, Scopes.TripsWrite },
            { "GET", Stops, Scopes.TripsRead },
            { "POST", Stops, Scopes.TripsWrite },
            { "GET", Stop, Scopes.TripsRead },
            { "PUT", Stop, Scopes.TripsWrite },
            { "DELETE", Stop, Scopes.TripsWrite },
            { "GET", Paths.Users, Scopes.Admin },
            { "POST", Paths.Users, Scopes.Admin },
            { "GET", Paths.Me, Scopes.UsersRead },
            { "PATCH", Paths.Me, Scopes.UsersWrite },
            { "DELETE", Paths.Me, Scopes.UsersWrite },
            { "GET", User, Scopes.Admin },
            { "PATCH", User, Scopes.Admin },
            { "DELETE", User, Scopes.Admin },
            { "GET", Paths.Keys, Scopes.KeysRead },
            { "POST", Paths.Keys, Scopes.KeysWrite },
            { "GET", Key, Scopes.KeysRead },
            { "DELETE", Key, Scopes.KeysWrite },
            { "POST", $"{Key}/rotate", Scopes.KeysWrite },
            { "POST", KeysOfUser, Scopes.Admin },
            { "GET", Paths.ProviderKeys, Scopes.ProviderKeysRead },
            { "PUT", ProviderKey, Scopes.ProviderKeysWrite },
            { "DELETE", ProviderKey, Scopes.ProviderKeysWrite },
            { "GET", Paths.Destinations, Scopes.DestinationsRead },
            { "GET", Paths.PopularDestinations, Scopes.DestinationsRead },
            { "POST", Paths.DestinationSearch, Scopes.DestinationsRead },
            { "GET", Destination, Scopes.DestinationsRead },
            { "GET", $"{Destination}/similar", Scopes.DestinationsRead },
            { "PUT", Destination, Scopes.DestinationsWrite },
            { "DELETE", Destination, Scopes.DestinationsWrite },
            { "GET", Paths.SearchHistory, Scopes.SearchRead },
            { "DELETE", Paths.SearchHistory, Scopes.SearchWrite },
            { "DELETE", Paths.Search(Paths.UnknownId), Scopes.SearchWrite },
            {
                "GET",
                Paths.Audit,
                $"{Scopes.TripsRead} {Scopes.UsersRead} {Scopes.KeysRead} {Scopes.ProviderKeysRead}"
            },
        };

    /// <summary>Those of them whose path holds an id.</summary>
    public static TheoryData<string, string, string> WithIds
    {
        get
        {
            var calls = new TheoryData<string, string, string>();

            foreach (var call in WithScopes)
            {
                if (((string)call[1]).Contains($"{Paths.UnknownId}", StringComparison.Ordinal))
                {
                    calls.Add((string)call[0], (string)call[1], (string)call[2]);
                }
            }

            return calls;
        }
    }

    private static string Trip => Paths.Trip(Paths.UnknownId);

    private static string Stops => $"{Trip}/stops";

    private static string Stop => $"{Stops}/{Paths.UnknownId}";

    private static string User => Paths.User(Paths.UnknownId);

    private static string Key => Paths.Key(Paths.UnknownId);

    private static string Destination => Paths.Destination(Paths.UnknownId);

    private static string ProviderKey => Paths.ProviderKey($"{Paths.UnknownId}", $"{Paths.UnknownId}");

    private static string KeysOfUser => Paths.KeysOf(Paths.UnknownId);

    /// <summary>Sends the call with a body where it takes one, which is an empty object.</summary>
    public static Task<Answer> CallAsync(this ApiClient client, string method, string path) =>
        client.SendAsync(
            new HttpMethod(method),
            path,
            method is "POST" or "PUT" or "PATCH" ? ApiClient.Content("{}", "application/json") : null
        );
}
