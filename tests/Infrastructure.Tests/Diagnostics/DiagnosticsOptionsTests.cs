using Enterprise.Application.Settings;
using Enterprise.Infrastructure.Diagnostics;

namespace Enterprise.Infrastructure.Tests.Diagnostics;

public sealed class DiagnosticsOptionsTests
{
    [Fact]
    public void What_is_not_set_has_its_default() =>
        DiagnosticsOptions
            .From(_ => null)
            .ShouldBe(new(true, 80, 95, TimeSpan.FromSeconds(60), TimeSpan.FromMilliseconds(500)));

    [Fact]
    public void Thresholds_are_set_and_the_critical_one_follows_a_high_warning()
    {
        From(("Diagnostics:PoolWarningPercent", "50"), ("Diagnostics:PoolCriticalPercent", "50"))
            .ShouldSatisfyAllConditions(
                options => options.WarningPercent.ShouldBe(50),
                options => options.CriticalPercent.ShouldBe(50)
            );
        From(("Diagnostics:PoolWarningPercent", "98")).CriticalPercent.ShouldBe(98);
        From(("Diagnostics:SlowQueryMilliseconds", "0")).SlowQuery.ShouldBe(TimeSpan.Zero);
        From(("Diagnostics:Enabled", "false")).IsEnabled.ShouldBeFalse();
    }

    [Theory]
    [InlineData("Diagnostics:PoolWarningPercent", "0", "from 1 to 100")]
    [InlineData("Diagnostics:PoolWarningPercent", "101", "from 1 to 100")]
    [InlineData("Diagnostics:PoolCriticalPercent", "79", "from 80 to 100")]
    [InlineData("Diagnostics:PoolCriticalPercent", "101", "from 80 to 100")]
    [InlineData("Diagnostics:MonitorSeconds", "0", "from 1 to 3600")]
    [InlineData("Diagnostics:SlowQueryMilliseconds", "-1", "from 0 to 60000")]
    [InlineData("Diagnostics:SlowQueryMilliseconds", "fast", "from 0 to 60000")]
    public void A_value_out_of_range_is_refused_with_the_setting_its_value_and_its_range(
        string name,
        string value,
        string range
    )
    {
        var refusal = Should.Throw<InvalidSettingException>(() => From((name, value)));

        refusal.Message.ShouldContain(name.Replace(":", "__", StringComparison.Ordinal));
        refusal.Message.ShouldContain($"'{value}'");
        refusal.Message.ShouldContain(range);
    }

    private static DiagnosticsOptions From(params (string Name, string Value)[] settings) =>
        DiagnosticsOptions.From(
            settings
                .ToDictionary(setting => setting.Name, setting => setting.Value, StringComparer.Ordinal)
                .GetValueOrDefault
        );
}
