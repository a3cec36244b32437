using Enterprise.Application.Settings;
using Enterprise.Infrastructure.Connections;

namespace Enterprise.Infrastructure.Tests.Connections;

/// <summary>Which connection string each mode takes, where not all of them are given.</summary>
public sealed class ConnectionWaysTests
{
    [Fact]
    public void Without_a_pooler_all_modes_are_the_same_way()
    {
        var connections = From();

        foreach (var mode in Enum.GetValues<ConnectionMode>())
        {
            connections.For(mode).ShouldBe("Host=primary;SSL Mode=Require");
        }
    }

    [Fact]
    public void Each_mode_takes_the_way_that_is_given_for_it()
    {
        var connections = From("Transaction", "Session", "Direct");

        connections.For(ConnectionMode.Transaction).ShouldBe("Host=Transaction;SSL Mode=Require");
        connections.For(ConnectionMode.Session).ShouldBe("Host=Session;SSL Mode=Require");
        connections.For(ConnectionMode.Direct).ShouldBe("Host=Direct;SSL Mode=Require");
        connections.Primary.ShouldBe("Host=primary;SSL Mode=Require");
    }

    [Fact]
    public void What_needs_a_session_goes_past_a_pooler_that_gives_none()
    {
        var connections = From("Direct");

        connections.Session.ShouldBe("Host=Direct;SSL Mode=Require");
        connections.Transaction.ShouldBe("Host=primary;SSL Mode=Require");
    }

    [Fact]
    public void A_pooler_in_transaction_mode_changes_the_other_ways_not_at_all()
    {
        var connections = From("Transaction");

        (connections.Session, connections.Direct).ShouldBe(
            ("Host=primary;SSL Mode=Require", "Host=primary;SSL Mode=Require")
        );
    }

    [Theory]
    [InlineData("ConnectionStrings:Transaction", "ConnectionStrings__Transaction")]
    [InlineData("ConnectionStrings:Session", "ConnectionStrings__Session")]
    [InlineData("ConnectionStrings:Direct", "ConnectionStrings__Direct")]
    public void Each_is_checked_and_named_by_its_setting(string setting, string named)
    {
        foreach (
            var (value, complaint) in new[] { ("nonsense", "is not a"), ("Username=app", "names no Host") }
        )
        {
            var refusal = Should.Throw<InvalidSettingException>(() =>
                ConnectionStrings.From(name =>
                    name.Equals(setting, StringComparison.Ordinal) ? value : PrimaryOnly(name)
                )
            );

            refusal.Message.ShouldStartWith($"The setting {named} {complaint}");
        }
    }

    private static ConnectionStrings From(params string[] given) =>
        ConnectionStrings.From(name =>
            Array.Find(given, mode => name.EndsWith($":{mode}", StringComparison.Ordinal)) is { } mode
                ? $"Host={mode};SSL Mode=Require"
                : PrimaryOnly(name)
        );

    private static string? PrimaryOnly(string name) =>
        name is ConnectionStrings.PrimarySetting ? "Host=primary;SSL Mode=Require" : null;
}
