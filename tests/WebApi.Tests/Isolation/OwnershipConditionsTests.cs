using Enterprise.WebApi.Tests.Isolation.Switches;

namespace Enterprise.WebApi.Tests.Isolation;

/// <summary>The switch that takes whose rows are meant out of the service's statements.</summary>
public sealed class OwnershipConditionsTests
{
    private const string Always = "($2::uuid IS NOT NULL OR TRUE)";

    [Theory]
    [InlineData("t.user_id = $2", Always)]
    [InlineData("user_id = $2 AND key = $3", $"{Always} AND key = $3")]
    [InlineData("($2 IS NULL OR t.user_id = $2)", $"($2 IS NULL OR {Always})")]
    [InlineData("($2::uuid IS NULL OR user_id = $2::uuid)", $"($2::uuid IS NULL OR {Always})")]
    [InlineData("\"t\".\"user_id\" = $2", Always)]
    [InlineData("$2 = t.user_id", Always)]
    public void A_condition_is_always_true_and_keeps_its_parameter(string condition, string expected)
    {
        OwnershipConditions.AreIn(condition).ShouldBeTrue();
        OwnershipConditions.RemoveFrom(condition).ShouldBe(expected);
        OwnershipConditions.AreIn(expected).ShouldBeFalse();
    }

    [Theory]
    [InlineData("SELECT t.user_id, t.title FROM trips AS t WHERE t.id = $1")]
    [InlineData("INSERT INTO trips (id, user_id) VALUES ($1, $2) ON CONFLICT (user_id, key) DO NOTHING")]
    [InlineData("SELECT set_config('app.user_id', $1, true)")]
    [InlineData("SELECT 1 FROM t WHERE other_user_id = $1")]
    public void What_is_no_condition_stays(string sql)
    {
        OwnershipConditions.AreIn(sql).ShouldBeFalse();
        OwnershipConditions.RemoveFrom(sql).ShouldBe(sql);
    }

    [Theory]
    [InlineData("t.user_id = ANY ($1)")]
    [InlineData("t.user_id IN ($1, $2)")]
    [InlineData("t.user_id IS NOT DISTINCT FROM $1")]
    [InlineData("t.user_id <> $1")]
    [InlineData("s.user_id = t.user_id")]
    [InlineData("u.id = t.user_id")]
    public void A_condition_of_another_form_is_noticed(string condition)
    {
        OwnershipConditions.RemoveFrom(condition).ShouldBe(condition);
        OwnershipConditions.AreIn(condition).ShouldBeTrue();
    }
}
