using Enterprise.Infrastructure.Diagnostics.Statements;

namespace Enterprise.Infrastructure.Tests.Diagnostics.Statements;

public sealed class ExplainableSqlTests
{
    private const string Question = "EXPLAIN (GENERIC_PLAN, FORMAT JSON, COSTS OFF) ";

    [Theory]
    [InlineData(
        "SELECT a FROM t WHERE b = @p AND c = @q AND d = @p",
        "SELECT a FROM t WHERE b = $1 AND c = $2 AND d = $1"
    )]
    [InlineData("SELECT a FROM t WHERE b = $1", "SELECT a FROM t WHERE b = $1")]
    [InlineData("DELETE FROM t;", "DELETE FROM t")]
    [InlineData(
        "SELECT tags @> @tags, words @@ @words, 'a @name', \"a @name\"",
        "SELECT tags @> $1, words @@ $2, 'a @name', \"a @name\""
    )]
    [InlineData(
        "SELECT set_config('app.user_id', @identity_user, true), set_config('app.role', '', true);\nSELECT @p",
        "SELECT $1"
    )]
    public void Named_parameters_are_numbered(string sql, string asked) =>
        ExplainableSql.From(sql).ShouldBe(Question + asked);

    [Theory]
    [InlineData("SELECT 1; DELETE FROM t")]
    [InlineData("SELECT 1 /* ; */")]
    [InlineData("SELECT ';'")]
    [InlineData("SELECT set_config('app.user_id', 'x', true);\nSELECT 1; DELETE FROM t")]
    [InlineData("SELECT set_config('app.a', '', true); SELECT set_config('app.b', '', true); DELETE FROM t")]
    [InlineData("COPY t FROM PROGRAM 'rm -rf /'")]
    [InlineData("CALL work()")]
    [InlineData("DO $$ BEGIN DELETE FROM t END $$")]
    [InlineData("ANALYZE SELECT 1")]
    [InlineData("-- harmless\nDROP TABLE t")]
    [InlineData("/* SELECT */ TRUNCATE t")]
    [InlineData("")]
    public void What_is_more_or_other_than_one_plain_statement_is_not_asked_for(string sql) =>
        ExplainableSql.From(sql).ShouldBeNull();
}
