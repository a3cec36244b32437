using Enterprise.Infrastructure.Connections.Standbys;
using Enterprise.Infrastructure.Resilience;
using Enterprise.Tests.Support.Time;

namespace Enterprise.Infrastructure.Tests.Resilience;

public sealed class RequestScopeTests
{
    private readonly ManualClock _clock = new();

    [Fact]
    public async Task It_flows_along_with_its_request_and_no_other_one_sees_it()
    {
        RequestScope.Current.ShouldBeNull();

        var both = await Task.WhenAll(HandleAsync(), HandleAsync());

        both[0].Begun.ShouldBeSameAs(both[0].Seen);
        both[1].Begun.ShouldBeSameAs(both[1].Seen);
        both[0].Begun.ShouldNotBeSameAs(both[1].Begun);
        RequestScope.Current.ShouldBeNull();

        async Task<(RequestScope Begun, RequestScope? Seen)> HandleAsync()
        {
            var begun = RequestScope.Begin(TimeSpan.FromSeconds(5), _clock);
            await Task.Yield();

            return (begun, await Task.Run(() => RequestScope.Current));
        }
    }

    [Fact]
    public void Its_time_is_bounded_but_for_what_the_client_is_to_blame_for()
    {
        var request = RequestScope.Begin(TimeSpan.FromSeconds(5), _clock);
        _clock.Advance(TimeSpan.FromSeconds(4));

        request.Extend(TimeSpan.FromSeconds(2));

        request.Deadline.Remaining.ShouldBe(TimeSpan.FromSeconds(3));
    }

    [Fact]
    public void It_must_see_what_the_client_has_seen_and_what_it_wrote_itself()
    {
        var request = RequestScope.Begin(TimeSpan.FromSeconds(5), _clock);
        (request.MustSee, request.Written).ShouldBe((null, null));

        request.MustSeeUpTo(new LogPosition(7));
        (request.MustSee, request.Written).ShouldBe((new LogPosition(7), null));

        request.Wrote(new LogPosition(9));
        (request.MustSee, request.Written).ShouldBe((new LogPosition(9), new LogPosition(9)));
    }
}
