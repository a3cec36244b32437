using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Enterprise.Application.Caching;
using Enterprise.Domain.Destinations;
using Enterprise.Domain.Trips;
using Enterprise.Tests.Support.Postgres;
using Npgsql;

namespace Enterprise.Infrastructure.Tests.Caching;

/// <summary>Cached questions of tests, and what changes their answers.</summary>
internal static class Places
{
    /// <summary>How many places there are.</summary>
    public static readonly FormattableString Count =
        $"""SELECT count(*)::text AS "Value" FROM destinations""";

    /// <summary>How many trips there are, of those that one may see.</summary>
    public static readonly FormattableString Trips = $"""SELECT count(*)::text AS "Value" FROM trips""";

    /// <summary>A question about destinations, under a name that no other has.</summary>
    public static CachedQuery<string> Query(bool mayBeStale = false) =>
        new(NewName(), Text, typeof(Destination)) { MayBeStale = mayBeStale };

    /// <summary>A question about trips, each caller's own or everybody's.</summary>
    public static CachedQuery<string> OfTrips(bool isOwned) =>
        new(NewName(), Text, typeof(Trip)) { IsOwned = isOwned };

    /// <summary>Adds a place, in a transaction of its own or in the one that is under way.</summary>
    public static Task<int> AddPlaceAsync(this NpgsqlConnection connection) =>
        connection.RunAsync(
            """
            INSERT INTO destinations (id, name, country, description, tags, latitude, longitude)
            VALUES (gen_random_uuid(), 'Graz', 'AT', 'A town.', '{}', 47, 15)
            """
        );

    private static JsonTypeInfo<string> Text =>
        (JsonTypeInfo<string>)JsonSerializerOptions.Default.GetTypeInfo(typeof(string));

    private static string NewName() => Path.GetRandomFileName();
}
