using Enterprise.Infrastructure.Diagnostics.Statements;

namespace Enterprise.Infrastructure.Tests.Diagnostics.Statements;

/// <summary>Nothing that may be a value of somebody's is left in what is logged of a statement.</summary>
public sealed class StatementShapeTests
{
    [Theory]
    [InlineData("SELECT * FROM t WHERE a = 'secret'", "SELECT * FROM t WHERE a = ?")]
    [InlineData("SELECT 'it''s secret', 'x'", "SELECT ?, ?")]
    [InlineData("SELECT ''''", "SELECT ?")]
    [InlineData("SELECT E'it\\'s secret', 7", "SELECT ?, ?")]
    [InlineData("SELECT e'a\\\\', 'secret'", "SELECT ?, ?")]
    [InlineData("SELECT $$secret$$, $t$it's $$ secret$t$", "SELECT ?, ?")]
    [InlineData("SELECT \"it's\", 'secret'", "SELECT \"it's\", ?")]
    [InlineData("SELECT 1 -- it's\n, 'secret'", "SELECT ? , ?")]
    [InlineData("SELECT /* it's /* nested */ a 'quote */ 'secret'", "SELECT ?")]
    [InlineData("SELECT 'no -- comment', 'secret'", "SELECT ?, ?")]
    [InlineData("SELECT 12, -3.5, .25, 1e10, 1.5e-3, 0xFF, 1_000", "SELECT ?, -?, ?, ?, ?, ?, ?")]
    [InlineData("SELECT 'cut in the mid", "SELECT ?")]
    [InlineData("SELECT $$cut in the mid", "SELECT ?")]
    [InlineData("SELECT E'cut\\", "SELECT ?")]
    [InlineData("SELECT t1.a2, \"T3\".\"4\" FROM t1", "SELECT t1.a2, \"T3\".\"4\" FROM t1")]
    [InlineData("SELECT @p0, @__ids_1, $1, $23", "SELECT @p0, @__ids_1, $1, $23")]
    [InlineData("SELECT a\r\n\t  FROM   t LIMIT 10", "SELECT a FROM t LIMIT ?")]
    public void Values_become_question_marks_and_the_rest_stays(string sql, string text) =>
        StatementShape.Of(sql).Text.ShouldBe(text);

    [Fact]
    public void A_text_that_is_cut_within_a_value_does_not_show_it()
    {
        var sql = $"SELECT {string.Join(", ", Enumerable.Repeat("a", 2600))}, '{new string('s', 900)}'";
        sql.Length.ShouldBeGreaterThan(8000);

        StatementShape.Of(sql).Text.ShouldNotContain("ss");
    }

    [Theory]
    [InlineData(
        "SELECT set_config('app.user_id', @identity_user, true), set_config('app.role', '', true);\nSELECT 1"
    )]
    [InlineData(
        "SELECT set_config('app.user_id', @identity_user, true), set_config('app.role', @identity_role, true);\nSELECT 1"
    )]
    public void As_whom_it_is_asked_belongs_to_no_statement(string sql)
    {
        StatementShape.Of(sql).ShouldBe(StatementShape.Of("SELECT 2"));
        StatementShape.WithoutIdentity(sql).ShouldBe("SELECT 1");
    }

    [Fact]
    public void The_hash_tells_statements_apart_and_their_values_not()
    {
        var one = StatementShape.Of("SELECT a FROM t WHERE b = 1 AND c = 'x'");

        one.Hash.ShouldMatch("^[0-9a-f]{8}$");
        StatementShape.Of("SELECT a FROM t\nWHERE b = 2 AND c = 'it''s'").Hash.ShouldBe(one.Hash);
        StatementShape.Of("SELECT a FROM t WHERE b = 1 OR c = 'x'").Hash.ShouldNotBe(one.Hash);
    }

    [Theory]
    [InlineData("'")]
    [InlineData("''")]
    [InlineData("E'\\")]
    [InlineData("/*")]
    [InlineData("$a$")]
    [InlineData("\"")]
    [InlineData("1e")]
    public void A_hostile_text_is_read_in_one_go(string piece)
    {
        var sql = "SELECT " + string.Concat(Enumerable.Repeat(piece, 100_000));

        StatementShape.Of(sql).Hash.Length.ShouldBe(8);
        Should.NotThrow(() => ExplainableSql.From(sql));
    }
}
