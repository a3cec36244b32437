using Enterprise.Infrastructure.Diagnostics.Statements;

namespace Enterprise.Infrastructure.Tests.Diagnostics.Statements;

/// <summary>What is logged of a statement tells it from others and holds no value.</summary>
public sealed class StatementShapeTests
{
    [Theory]
    [InlineData("SELECT 1", "SELECT ?")]
    [InlineData("SELECT  a,\n  b FROM t0 AS t WHERE x1 = 12.5", "SELECT a, b FROM t0 AS t WHERE x1 = ?")]
    [InlineData("WHERE name = 'O''Hara' AND id = @id_0", "WHERE name = ? AND id = @id_0")]
    [InlineData("WHERE a = $1 AND b = '$2'", "WHERE a = $1 AND b = ?")]
    [InlineData("WHERE \"Column1\" = 5", "WHERE \"Column1\" = ?")]
    [InlineData("SELECT '{\"key\": \"ent_secret\"}'::jsonb", "SELECT ?::jsonb")]
    [InlineData("LIMIT 20 OFFSET 40", "LIMIT ? OFFSET ?")]
    public void Values_become_question_marks_and_parameters_stay(string sql, string text) =>
        StatementShape.Of(sql).Text.ShouldBe(text);

    [Fact]
    public void As_whom_it_is_asked_belongs_to_no_statement()
    {
        const string Identity =
            "SELECT set_config('app.user_id', @identity_user, true), set_config('app.role', '', true);\n";

        StatementShape
            .Of(Identity + "SELECT a FROM trips")
            .ShouldBe(StatementShape.Of("SELECT a FROM trips"));
    }

    [Fact]
    public void Other_values_are_the_same_shape_and_another_column_is_not()
    {
        var one = StatementShape.Of("SELECT a FROM t WHERE b = 'x'").Hash;

        one.ShouldBe(StatementShape.Of("SELECT a  FROM t WHERE b = 'y z'").Hash);
        one.ShouldNotBe(StatementShape.Of("SELECT a FROM t WHERE c = 'x'").Hash);
        one.ShouldMatch("^[0-9a-f]{8}$");
    }

    [Theory]
    [InlineData("SELECT 1", "SELECT")]
    [InlineData("  insert INTO t", "INSERT")]
    [InlineData("WITH x AS (SELECT 1) SELECT", "SELECT")]
    [InlineData("UPDATE t", "UPDATE")]
    [InlineData("DELETE FROM t", "DELETE")]
    [InlineData("VACUUM", "OTHER")]
    [InlineData("", "OTHER")]
    public void The_kind_is_the_first_word(string sql, string kind) => StatementKind.Of(sql).ShouldBe(kind);

    [Theory]
    [InlineData("SELECT 1; DROP TABLE trips")]
    [InlineData("SELECT ';'")]
    [InlineData("INSERT INTO a VALUES (@p0);\nUPDATE b SET c = @p1")]
    [InlineData("COPY trips FROM STDIN")]
    [InlineData("CALL everything()")]
    [InlineData("")]
    public void Of_what_may_be_several_statements_or_none_no_plan_is_asked(string sql) =>
        ExplainableSql.From(sql).ShouldBeNull();

    [Fact]
    public void Named_parameters_become_numbers_and_operators_stay()
    {
        ExplainableSql
            .From("SELECT a FROM t WHERE b = @x AND c @> @y AND d @@ query AND e = @x;")
            .ShouldBe(new("SELECT a FROM t WHERE b = $1 AND c @> $2 AND d @@ query AND e = $1", 2));
        ExplainableSql
            .From("SELECT a FROM t WHERE b = $2 OR b = $1")
            .ShouldBe(new("SELECT a FROM t WHERE b = $2 OR b = $1", 2));
    }
}
