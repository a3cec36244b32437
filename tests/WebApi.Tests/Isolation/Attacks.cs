using Enterprise.WebApi.Tests.OpenApi;

namespace Enterprise.WebApi.Tests.Isolation;

/// <summary>What one user tries on another by an operation.</summary>
internal delegate Task Attack(Raid raid, Operation operation);

/// <summary>What is tried by each operation of the API.</summary>
internal static class Attacks
{
    /// <summary>The attacks by the names of the operations.</summary>
    /// <remarks>
    /// <see cref="Raid.SeekAsync"/> fits whatever takes an id or is for administrators;
    /// <see cref="Raid.ListAsync"/> what lists, <see cref="Raid.CountTripsAsync"/> what counts, and
    /// <see cref="Raid.RepeatAsync"/> what makes something new.
    /// </remarks>
    public static IReadOnlyDictionary<string, Attack> All { get; } =
        new Dictionary<string, Attack>(StringComparer.Ordinal)
        {
            ["getLiveness"] = LookAsync,
            ["getReadiness"] = LookAsync,
            ["getHealth"] = SeekAsync,
            ["getMetrics"] = SeekAsync,
            ["getOpsPage"] = SeekAsync,
            ["getOpsEvents"] = SeekAsync,

            ["listTrips"] = (raid, list) => raid.ListAsync(list, OwnList.Trips),
            ["countTrips"] = (raid, count) => raid.CountTripsAsync(count),
            ["createTrip"] = RepeatAsync,
            ["createTrips"] = RepeatAsync,
            ["getTrip"] = SeekAsync,
            ["replaceTrip"] = SeekAsync,
            ["patchTrip"] = SeekAsync,
            ["deleteTrip"] = SeekAsync,

            ["listTripStops"] = async (raid, list) =>
            {
                await raid.SeekAsync(list);
                await raid.ListAsync(list, OwnList.Stops);
            },
            ["addTripStop"] = SeekAsync,
            ["getTripStop"] = SeekAsync,
            ["replaceTripStop"] = SeekAsync,
            ["deleteTripStop"] = SeekAsync,

            ["listUsers"] = SeekAsync,
            ["createUser"] = SeekAsync,
            ["getUser"] = SeekAsync,
            ["patchUser"] = SeekAsync,
            ["deleteUser"] = SeekAsync,
            ["getMe"] = (raid, _) => raid.ReadOneselfAsync(),
            ["patchMe"] = (raid, _) => raid.ChangeOneselfAsync(),
            ["deleteMe"] = (raid, _) => raid.DeleteOneselfAsync(),

            ["listApiKeys"] = (raid, list) => raid.ListAsync(list, OwnList.ApiKeys),
            ["issueApiKey"] = RepeatAsync,
            ["issueApiKeyForUser"] = SeekAsync,
            ["getApiKey"] = SeekAsync,
            ["revokeApiKey"] = SeekAsync,
            ["rotateApiKey"] = SeekAsync,

            ["listProviderKeys"] = (raid, list) => raid.ListAsync(list, OwnList.ProviderKeys),
            ["putProviderKey"] = (raid, _) => raid.StoreUnderSameNameAsync(),
            ["deleteProviderKey"] = SeekAsync,

            ["listDestinations"] = LookAsync,
            ["listPopularDestinations"] = LookAsync,
            ["searchDestinations"] = RepeatAsync,
            ["getDestination"] = LookAtAsync,
            ["listSimilarDestinations"] = LookAtAsync,
            ["putDestination"] = SeekAsync,
            ["deleteDestination"] = SeekAsync,

            ["listSearchHistory"] = (raid, list) => raid.ListAsync(list, OwnList.SearchHistory),
            ["clearSearchHistory"] = (raid, _) => raid.ForgetSearchesAsync(),
            ["deleteSearch"] = SeekAsync,

            ["listAudit"] = (raid, list) => raid.ListAsync(list, OwnList.Audit),
        };

    private static Task SeekAsync(Raid raid, Operation operation) => raid.SeekAsync(operation);

    private static Task RepeatAsync(Raid raid, Operation operation) => raid.RepeatAsync(operation);

    private static Task LookAtAsync(Raid raid, Operation operation) => raid.LookAtAsync(operation);

    private static Task LookAsync(Raid raid, Operation operation) => raid.LookAsync(operation.Path);
}
