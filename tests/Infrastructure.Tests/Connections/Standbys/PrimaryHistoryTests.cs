using Enterprise.Infrastructure.Connections.Standbys;
using Enterprise.Tests.Support.Time;

namespace Enterprise.Infrastructure.Tests.Connections.Standbys;

public sealed class PrimaryHistoryTests
{
    private readonly ManualClock _clock = new();
    private readonly PrimaryHistory _history;

    public PrimaryHistoryTests() => _history = new PrimaryHistory(_clock);

    [Fact]
    public void Whoever_has_replayed_all_is_not_behind()
    {
        NoteEverySecond(10, 20, 30);

        Lag(30).ShouldBe(0);
        Lag(31).ShouldBe(0);
    }

    [Fact]
    public void Lag_is_the_age_of_the_first_position_that_has_not_been_replayed()
    {
        NoteEverySecond(10, 20, 30);

        Lag(20).ShouldBe(1);
        Lag(19).ShouldBe(2);
        Lag(10).ShouldBe(2);
        Lag(5).ShouldBe(3);
    }

    [Fact]
    public void An_idle_primary_makes_nobody_late()
    {
        NoteEverySecond(10, 10, 10);

        Lag(10).ShouldBe(0);
        Lag(9).ShouldBe(3);
    }

    [Fact]
    public void What_a_new_primary_does_not_have_makes_nobody_late()
    {
        NoteEverySecond(10, 20, 15, 15);

        Lag(15).ShouldBe(0);
        Lag(14).ShouldBe(2);
        Lag(9).ShouldBe(4);
    }

    [Fact]
    public void Two_that_both_pass_for_the_primary_make_no_standby_of_the_one_behind_younger()
    {
        NoteEverySecond(20, 10, 20, 10, 20, 10);

        Lag(10).ShouldBe(0);
        Lag(9).ShouldBe(5);
    }

    [Fact]
    public void While_no_primary_answers_nobody_gets_any_later()
    {
        NoteEverySecond(10, 20);
        _clock.Advance(TimeSpan.FromHours(1));

        Lag(10).ShouldBe(1);
        _history.Note(new LogPosition(20));
        Lag(10).ShouldBe(3601);
    }

    [Fact]
    public void Without_history_nobody_is_late() => Lag(1).ShouldBe(0);

    [Fact]
    public void It_forgets_what_is_older_than_two_thousand_samples()
    {
        NoteEverySecond([.. Enumerable.Range(1, 2001)]);

        Lag(0).ShouldBe(2000);
    }

    private void NoteEverySecond(params int[] positions)
    {
        foreach (var position in positions)
        {
            _history.Note(new LogPosition((ulong)position));
            _clock.Advance(TimeSpan.FromSeconds(1));
        }

        // Still there.
        _history.Note(new LogPosition((ulong)positions[^1]));
    }

    private double Lag(ulong replayed) => _history.LagOf(new LogPosition(replayed)).TotalSeconds;
}
