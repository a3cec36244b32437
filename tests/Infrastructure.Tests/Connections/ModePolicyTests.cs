using Enterprise.Application.Settings;
using Enterprise.Infrastructure.Connections;
using static Enterprise.Infrastructure.Connections.ConnectionMode;

namespace Enterprise.Infrastructure.Tests.Connections;

public sealed class ModePolicyTests
{
    private static readonly (string, string) SessionPooler = ("ConnectionStrings:Session", "Host=pooler");

    [Theory]
    [InlineData(WorkKind.Read, Transaction)]
    [InlineData(WorkKind.Count, Transaction)]
    [InlineData(WorkKind.VectorSearch, Transaction)]
    [InlineData(WorkKind.SingleWrite, Session)]
    [InlineData(WorkKind.ExplicitTransaction, Direct)]
    [InlineData(WorkKind.RawSql, Direct)]
    [InlineData(WorkKind.LongRunning, Direct)]
    [InlineData(WorkKind.Migration, Direct)]
    public void Each_kind_of_work_has_the_mode_whose_session_it_needs(WorkKind kind, ConnectionMode mode) =>
        From(SessionPooler)[kind].ShouldBe(mode);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Changes_take_a_session_of_their_own_only_where_a_pooler_gives_sessions(string? session) =>
        From(("ConnectionStrings:Session", session))[WorkKind.SingleWrite].ShouldBe(Transaction);

    [Theory]
    [InlineData("direct", Direct)]
    [InlineData("Session", Session)]
    [InlineData("TRANSACTION", Transaction)]
    public void A_setting_says_otherwise_for_its_kind_alone(string value, ConnectionMode mode)
    {
        var policy = From(("Database:Modes:SingleWrite", value));

        policy[WorkKind.SingleWrite].ShouldBe(mode);
        (policy[WorkKind.Read], policy[WorkKind.RawSql]).ShouldBe((Transaction, Direct));
    }

    [Fact]
    public void A_setting_without_a_value_says_nothing() =>
        From(("Database:Modes:Count", ""))[WorkKind.Count].ShouldBe(Transaction);

    [Theory]
    [InlineData("statement")]
    [InlineData("0")]
    [InlineData("7")]
    [InlineData("+1")]
    [InlineData(" 1")]
    [InlineData("direct,session")]
    public void A_mode_that_does_not_exist_is_refused_with_its_setting_and_its_value(string value)
    {
        var refusal = Should.Throw<InvalidSettingException>(() => From(("Database:Modes:RawSql", value)));

        refusal.Message.ShouldBe(
            $"The setting Database__Modes__RawSql is '{value}': it must be direct, session or transaction."
        );
    }

    private static ModePolicy From(params (string Name, string? Value)[] settings) =>
        ModePolicy.From(name =>
            Array.Find(settings, setting => setting.Name.Equals(name, StringComparison.Ordinal)).Value
        );
}
