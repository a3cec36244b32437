using Enterprise.Infrastructure.Resilience.Deadlines;
using Enterprise.Tests.Support.Time;

namespace Enterprise.Infrastructure.Tests.Resilience.Deadlines;

public sealed class DeadlineTests
{
    private readonly ManualClock _clock = new();

    [Fact]
    public void What_is_left_of_it_shrinks_to_nothing_and_not_below()
    {
        var deadline = Deadline.After(TimeSpan.FromSeconds(5), _clock);
        (deadline.Remaining, deadline.HasPassed).ShouldBe((TimeSpan.FromSeconds(5), false));

        _clock.Advance(TimeSpan.FromSeconds(4));
        (deadline.Remaining, deadline.HasPassed).ShouldBe((TimeSpan.FromSeconds(1), false));

        _clock.Advance(TimeSpan.FromSeconds(1));
        (deadline.Remaining, deadline.HasPassed).ShouldBe((TimeSpan.Zero, true));

        _clock.Advance(TimeSpan.FromHours(1));
        (deadline.Remaining, deadline.HasPassed).ShouldBe((TimeSpan.Zero, true));
    }

    [Fact]
    public void Time_that_is_not_counted_is_given_on_top()
    {
        var deadline = Deadline.After(TimeSpan.FromSeconds(5), _clock);
        _clock.Advance(TimeSpan.FromSeconds(5));

        deadline.Extend(TimeSpan.FromSeconds(2));

        (deadline.Remaining, deadline.HasPassed).ShouldBe((TimeSpan.FromSeconds(2), false));
    }

    [Fact]
    public void A_time_of_day_that_is_set_does_not_move_it()
    {
        var deadline = Deadline.After(TimeSpan.FromSeconds(5), _clock);

        _clock.SetBack(TimeSpan.FromDays(1));

        deadline.Remaining.ShouldBe(TimeSpan.FromSeconds(5));
    }
}
