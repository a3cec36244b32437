namespace Enterprise.WebApi.Tests.Isolation;

/// <summary>A list that shows a user what is theirs.</summary>
/// <param name="Member">What its items are told apart by.</param>
/// <param name="Sql">The same of all rows of a user, as the superuser finds them.</param>
/// <param name="TakesUser">Whether it can be asked for another user's rows.</param>
/// <param name="Queries">Filters and sorts, which are queries of their own; all show at least one row.</param>
internal sealed record OwnList(string Member, string Sql, bool TakesUser, params string[] Queries)
{
    /// <summary>Filters of trips, and the same as conditions.</summary>
    public static IReadOnlyList<(string Query, string Where)> TripFilters { get; } =
    [
        ("", "TRUE"),
        ("status=planning", "status = 'planning'"),
        ("destination=lisbon", "destination ILIKE 'lisbon'"),
        ("from=2027-01-01&to=2027-12-31", "ends_on >= '2027-01-01' AND starts_on <= '2027-12-31'"),
    ];

    public static OwnList Trips { get; } =
        new(
            "id",
            "SELECT id::text FROM trips WHERE user_id = $1",
            TakesUser: true,
            [
                .. TripFilters.Select(filter => filter.Query),
                "q=lisbon",
                "sort=createdAt",
                "sort=startsOn",
                "sort=-startsOn",
            ]
        );

    public static OwnList Stops { get; } =
        new("id", "SELECT id::text FROM trip_stops WHERE user_id = $1", TakesUser: false, "");

    public static OwnList ApiKeys { get; } =
        new("id", "SELECT id::text FROM api_keys WHERE user_id = $1", TakesUser: true, "");

    public static OwnList ProviderKeys { get; } =
        new("name", "SELECT name FROM provider_keys WHERE user_id = $1", TakesUser: true, "");

    public static OwnList SearchHistory { get; } =
        new(
            "id",
            "SELECT id::text FROM search_history WHERE user_id = $1",
            TakesUser: true,
            "",
            "type=destination"
        );

    public static OwnList Audit { get; } =
        new(
            "id",
            "SELECT id::text FROM audit_entries WHERE owner_id = $1",
            TakesUser: false,
            "",
            "entity=trip"
        );
}
