using Enterprise.Application.Trips;
using Enterprise.Domain.Trips;
using Enterprise.WebApi.Http;

namespace Enterprise.WebApi.Trips;

/// <summary>The query parameters by which trips are chosen and sorted.</summary>
internal static class TripParameters
{
    public const string Status = "status";
    public const string Destination = "destination";
    public const string From = "from";
    public const string To = "to";
    public const string Words = "q";
    public const string Sort = "sort";

    private static readonly Dictionary<string, TripSort> Sorts = new(StringComparer.Ordinal)
    {
        ["createdAt"] = TripSort.OldestFirst,
        ["-createdAt"] = TripSort.NewestFirst,
        ["startsOn"] = TripSort.EarliestFirst,
        ["-startsOn"] = TripSort.LatestFirst,
    };

    /// <summary>What chooses trips, in lists and in counts.</summary>
    public static string[] OfFilters { get; } =
    [QueryParameters.UserId, Status, Destination, From, To, Words];

    /// <summary>What a list takes.</summary>
    public static string[] OfLists { get; } =
    [.. OfFilters, Sort, QueryParameters.Limit, QueryParameters.Cursor];

    /// <summary>The words that sort.</summary>
    public static IReadOnlyCollection<string> SortWords => Sorts.Keys;

    public static TripFilter ReadFilter(this QueryParameters query)
    {
        var filter = new TripFilter
        {
            Status = query.Word<TripStatus>(Status),
            Destination = query.Text(Destination),
            From = query.Day(From),
            To = query.Day(To),
            Words = query.Text(Words),
        };

        if (filter.From > filter.To)
        {
            query.Refuse<DateOnly?>(From, $"This must not be after '{To}'.");
        }

        return filter;
    }

    public static TripSort ReadSort(this QueryParameters query) =>
        query.OneOf(Sort, Sorts) ?? TripSort.NewestFirst;
}
