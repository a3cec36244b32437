using Enterprise.WebApi.Tests.Hosting;

namespace Enterprise.WebApi.Tests.Trips;

public sealed class TripMoneyTests(RunningService service) : IClassFixture<RunningService>
{
    [Theory]
    [InlineData("1500", "1500.00")]
    [InlineData("0", "0.00")]
    [InlineData("-0", "0.00")]
    [InlineData("0.1", "0.10")]
    [InlineData("0.01", "0.01")]
    [InlineData("1500.50", "1500.50")]
    [InlineData("9999999999.99", "9999999999.99")]
    public async Task An_amount_has_two_decimals_in_every_answer(string sent, string answered)
    {
        var money = $$"""{"amount":{{answered}},"currency":"EUR"}""";
        var made = await service.Alice.PlanAsync(Budget(sent));

        made.Raw("budget").ShouldBe(money);
        (await service.Alice.GetAsync(Paths.Trip(made.Id))).Raw("budget").ShouldBe(money);
        var replaced = await service.Alice.PutAsync(Paths.Trip(made.Id), TripBody.With(Budget(sent)));
        replaced.ShouldBe(200).Raw("budget").ShouldBe(money);
        (await service.Alice.GetAsync($"{Paths.Trips}?limit=1")).Text.ShouldContain(money);
    }

    [Theory]
    [InlineData("1.5e3", "1500.00")]
    [InlineData("150000E-2", "1500.00")]
    [InlineData("0e5", "0.00")]
    public async Task An_amount_may_be_written_with_an_exponent(string amount, string stored) =>
        (await service.Alice.PostAsync(Paths.Trips, TripBody.With(Budget(amount))))
            .ShouldBe(201)
            .Json.GetProperty("budget")
            .GetProperty("amount")
            .GetRawText()
            .ShouldBe(stored);

    [Theory]
    [InlineData("-0.01")]
    [InlineData("-1")]
    [InlineData("0.001")]
    [InlineData("1.005")]
    [InlineData("10000000000")]
    [InlineData("9999999999.999")]
    [InlineData("1e400")]
    [InlineData("-1e400")]
    [InlineData("1e-40")]
    [InlineData("1234567890123456789012345678901234567890")]
    [InlineData("0.0000000000000000000000000000000000000001")]
    [InlineData("\"1500\"")]
    [InlineData("null")]
    [InlineData("true")]
    [InlineData("{}")]
    [InlineData("[1500]")]
    public async Task An_amount_out_of_bounds_or_of_another_type_is_refused(string amount) =>
        (await service.Alice.PostAsync(Paths.Trips, TripBody.With(Budget(amount)))).ShouldBeProblem(
            400,
            "budget.amount"
        );

    [Theory]
    [InlineData("\"eur\"")]
    [InlineData("\"Eur\"")]
    [InlineData("\"DEM\"")]
    [InlineData("\"HRK\"")]
    [InlineData("\"EU\"")]
    [InlineData("\"EURO\"")]
    [InlineData("\"ABC\"")]
    [InlineData("\" EUR\"")]
    [InlineData("\"\"")]
    [InlineData("\"€\"")]
    [InlineData("\"E\\u0000R\"")]
    [InlineData("\"EU\\ud800\"")]
    [InlineData("null")]
    [InlineData("978")]
    public async Task A_currency_that_is_not_an_active_code_in_upper_case_is_refused(string currency) =>
        (await service.Alice.PostAsync(Paths.Trips, TripBody.With(Budget("1", currency)))).ShouldBeProblem(
            400,
            "budget.currency"
        );

    [Theory]
    [InlineData("USD")]
    [InlineData("JPY")]
    [InlineData("KWD")]
    [InlineData("CHF")]
    public async Task Every_active_currency_may_be_used(string currency) =>
        (await service.Alice.PlanAsync(Budget("12.34", $"\"{currency}\"")))
            .Raw("budget")
            .ShouldBe($$"""{"amount":12.34,"currency":"{{currency}}"}""");

    [Fact]
    public async Task Half_a_budget_is_refused()
    {
        var without = TripBody.With(("budget", """{"currency": "EUR"}"""));
        (await service.Alice.PostAsync(Paths.Trips, without)).ShouldBeProblem(400, "budget.amount");
        without = TripBody.With(("budget", """{"amount": 1}"""));
        (await service.Alice.PostAsync(Paths.Trips, without)).ShouldBeProblem(400, "budget.currency");
    }

    private static (string Name, string Json) Budget(string amount, string currency = "\"EUR\"") =>
        ("budget", $$"""{"amount": {{amount}}, "currency": {{currency}}}""");
}
