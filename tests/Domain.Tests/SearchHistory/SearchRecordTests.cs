using Enterprise.Domain.SearchHistory;

namespace Enterprise.Domain.Tests.SearchHistory;

public sealed class SearchRecordTests
{
    [Fact]
    public void A_search_is_kept_as_it_was_made()
    {
        var (id, user) = (Guid.AllBitsSet, new Guid("01890000-0000-7000-8000-00000000beef"));

        var search = SearchRecord.Of(
            id,
            user,
            SearchType.Destination,
            """{"text":"surf"}""",
            resultsCount: 0,
            durationMs: 0,
            DateTimeOffset.UnixEpoch
        );

        (search.Id, search.UserId, search.Type, search.Parameters).ShouldBe(
            (id, user, SearchType.Destination, """{"text":"surf"}""")
        );
        (search.ResultsCount, search.DurationMs, search.CreatedAt).ShouldBe((0, 0, DateTimeOffset.UnixEpoch));
    }

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(0, -1)]
    public void Neither_results_nor_time_are_negative(int resultsCount, int durationMs) =>
        Should.Throw<ArgumentOutOfRangeException>(() =>
            SearchRecord.Of(
                Guid.AllBitsSet,
                Guid.AllBitsSet,
                SearchType.Destination,
                "{}",
                resultsCount,
                durationMs,
                DateTimeOffset.UnixEpoch
            )
        );
}
