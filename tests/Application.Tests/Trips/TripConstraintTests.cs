using Enterprise.Tests.Support.Callers;
using Enterprise.Tests.Support.Postgres;
using Enterprise.Tests.Support.Trips;
using Npgsql;

namespace Enterprise.Application.Tests.Trips;

/// <summary>The table refuses by itself what the validators refuse: no other way in writes nonsense.</summary>
public sealed class TripConstraintTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Theory]
    [InlineData("title = ''", "ck_trips_title")]
    [InlineData("title = repeat('🧭', 201)", "ck_trips_title")]
    [InlineData("destination = ''", "ck_trips_destination")]
    [InlineData("destination = repeat('x', 201)", "ck_trips_destination")]
    [InlineData("description = repeat('x', 4001)", "ck_trips_description")]
    [InlineData("ends_on = starts_on - 1", "ck_trips_span")]
    [InlineData("ends_on = starts_on + 731", "ck_trips_span")]
    [InlineData("travelers = 0", "ck_trips_travelers")]
    [InlineData("travelers = 101", "ck_trips_travelers")]
    [InlineData("budget_amount = NULL", "ck_trips_budget")]
    [InlineData("budget_currency = NULL", "ck_trips_budget")]
    [InlineData("budget_amount = -0.01", "ck_trips_budget")]
    [InlineData("budget_amount = 'NaN'", "ck_trips_budget")]
    [InlineData("budget_currency = 'eur'", "ck_trips_budget")]
    [InlineData("kind = 'Leisure'", "ck_trips_kind")]
    [InlineData("status = 'flying'", "ck_trips_status")]
    [InlineData("user_id = gen_random_uuid()", "fk_trips_users_user_id")]
    public async Task A_row_that_breaks_a_rule_is_refused_by_the_constraint(string change, string constraint)
    {
        var trip = await database.Services.PlanAsync(await database.Services.RegisterAsync());
        await using var connection = await database.ConnectAsAppAsync();

        var refusal = await Should.ThrowAsync<PostgresException>(() =>
            connection.RunAsync($"UPDATE trips SET {change} WHERE id = $1", trip.Id)
        );

        refusal.ConstraintName.ShouldBe(constraint);
    }

    [Theory]
    [InlineData("title = repeat('🧭', 200)")]
    [InlineData("description = repeat('🧭', 4000)")]
    [InlineData("description = NULL")]
    [InlineData("ends_on = starts_on + 730")]
    [InlineData("travelers = 100")]
    [InlineData("budget_amount = 9999999999.99")]
    [InlineData("budget_amount = NULL, budget_currency = NULL")]
    [InlineData("starts_on = '9999-12-31', ends_on = '9999-12-31'")]
    public async Task A_row_at_the_edge_of_the_rules_is_taken(string change)
    {
        var trip = await database.Services.PlanAsync(await database.Services.RegisterAsync());
        await using var connection = await database.ConnectAsAppAsync();

        (await connection.RunAsync($"UPDATE trips SET {change} WHERE id = $1", trip.Id)).ShouldBe(1);
    }
}
