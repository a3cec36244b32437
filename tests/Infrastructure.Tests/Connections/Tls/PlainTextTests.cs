using Enterprise.Application.Settings;
using Enterprise.Infrastructure.Connections;

namespace Enterprise.Infrastructure.Tests.Connections.Tls;

/// <summary>Which connection strings could send a password across a network in plain text, and are refused.</summary>
public sealed class PlainTextTests
{
    private const string Secret = "hunter2-is-secret";
    private const string Allow = "Database:AllowPlainText";

    [Theory]
    [InlineData("Host=db")]
    [InlineData("Host=db;SSL Mode=Disable")]
    [InlineData("Host=db;SSL Mode=Allow")]
    [InlineData("Host=db;SSL Mode=Prefer")]
    [InlineData("Host=192.0.2.1")]
    [InlineData("Host=0.0.0.0")]
    [InlineData("Host=2001:db8::1")]
    [InlineData("Host=[2001:db8::1]:6000")]
    [InlineData("Host=localhost.example.org")]
    [InlineData("Host=127.0.0.1.example.org")]
    [InlineData("Host=127.0.0.1,db")]
    [InlineData("Host=db:5433,localhost:5434")]
    [InlineData("Host=/run/postgresql,db;SSL Mode=Prefer")]
    public void One_that_leads_elsewhere_and_could_do_without_tls_is_refused(string connectionString)
    {
        var refusal = Should.Throw<InvalidSettingException>(() =>
            From((ConnectionStrings.PrimarySetting, $"{connectionString};Username=app;Password={Secret}"))
        );

        refusal.Message.ShouldBe(
            "The setting ConnectionStrings__Primary leads to another host and would do without TLS: write "
                + "SSL Mode=VerifyFull into it, or allow plain text by Database__AllowPlainText=true."
        );
        refusal.ToString().ShouldNotContain(Secret);
    }

    [Theory]
    [InlineData("Host=db;SSL Mode=Require")]
    [InlineData("Host=db;SSL Mode=VerifyCA")]
    [InlineData("Host=db;SSL Mode=VerifyFull")]
    [InlineData("Host=a,b:5433;SslMode=verifyfull")]
    [InlineData("Host=127.0.0.1")]
    [InlineData("Host=127.255.0.9;SSL Mode=Disable")]
    [InlineData("Host=localhost")]
    [InlineData("Host=LOCALHOST:5433")]
    [InlineData("Host=::1")]
    [InlineData("Host=[::1]:5433")]
    [InlineData("Host=/run/postgresql")]
    [InlineData("Host=@postgresql")]
    [InlineData("Host=127.0.0.1:5433,localhost:5434")]
    public void One_that_insists_on_tls_or_stays_on_this_machine_is_taken(string connectionString) =>
        From((ConnectionStrings.PrimarySetting, connectionString)).Primary.ShouldBe(connectionString);

    [Theory]
    [InlineData("Transaction")]
    [InlineData("Session")]
    [InlineData("Direct")]
    [InlineData("Owner")]
    [InlineData("Admin")]
    public void Each_string_is_looked_at_and_named_by_its_own_setting(string name) =>
        Should
            .Throw<InvalidSettingException>(() =>
                From(
                    (ConnectionStrings.PrimarySetting, "Host=127.0.0.1"),
                    ($"ConnectionStrings:{name}", $"Host=db;Password={Secret}")
                )
            )
            .Message.ShouldStartWith($"The setting ConnectionStrings__{name} leads to another host");

    [Fact]
    public void A_setting_allows_plain_text()
    {
        From((ConnectionStrings.PrimarySetting, "Host=db"), (Allow, "true")).Primary.ShouldBe("Host=db");
        Should.Throw<InvalidSettingException>(() =>
            From((ConnectionStrings.PrimarySetting, "Host=db"), (Allow, "false"))
        );
    }

    [Fact]
    public void What_allows_it_must_be_true_or_false() =>
        Should
            .Throw<InvalidSettingException>(() =>
                From((ConnectionStrings.PrimarySetting, "Host=db"), (Allow, "perhaps"))
            )
            .Message.ShouldBe("The setting Database__AllowPlainText is 'perhaps': it must be true or false.");

    private static ConnectionStrings From(params (string Name, string Value)[] settings) =>
        ConnectionStrings.From(name =>
            Array.Find(settings, setting => setting.Name.Equals(name, StringComparison.Ordinal)).Value
        );
}
