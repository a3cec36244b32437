using Enterprise.Domain.Trips;
using static Enterprise.Domain.Trips.TripStatus;

namespace Enterprise.Domain.Tests.Trips;

public sealed class TripStatusMovesTests
{
    /// <summary>Every pair of statuses, as the contract has it.</summary>
    public static TheoryData<TripStatus, TripStatus, bool> Moves { get; } =
        new()
        {
            { Planning, Planning, true },
            { Planning, Booked, true },
            { Planning, Completed, false },
            { Planning, Canceled, true },
            { Booked, Planning, false },
            { Booked, Booked, true },
            { Booked, Completed, true },
            { Booked, Canceled, true },
            { Completed, Planning, false },
            { Completed, Booked, false },
            { Completed, Completed, true },
            { Completed, Canceled, false },
            { Canceled, Planning, false },
            { Canceled, Booked, false },
            { Canceled, Completed, false },
            { Canceled, Canceled, true },
        };

    [Theory]
    [MemberData(nameof(Moves))]
    public void A_move_is_allowed_exactly_where_the_contract_allows_it(
        TripStatus from,
        TripStatus to,
        bool allowed
    ) => from.MayBecome(to).ShouldBe(allowed);

    [Fact]
    public void The_table_above_leaves_no_pair_out() =>
        Moves.Count.ShouldBe(Enum.GetValues<TripStatus>().Length * Enum.GetValues<TripStatus>().Length);
}
