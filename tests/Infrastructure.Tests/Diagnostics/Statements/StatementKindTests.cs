using Enterprise.Infrastructure.Diagnostics.Statements;

namespace Enterprise.Infrastructure.Tests.Diagnostics.Statements;

public sealed class StatementKindTests
{
    [Theory]
    [InlineData("SELECT 1", "SELECT")]
    [InlineData("\n  select 1", "SELECT")]
    [InlineData("INSERT INTO t VALUES (1)", "INSERT")]
    [InlineData("update t SET n = 1", "UPDATE")]
    [InlineData("DELETE FROM t", "DELETE")]
    [InlineData("MERGE INTO t USING s ON true WHEN MATCHED THEN DELETE", "MERGE")]
    [InlineData("COPY t FROM STDIN", "COPY")]
    [InlineData("CALL work()", "CALL")]
    [InlineData("WITH t AS (SELECT 1) SELECT * FROM t", "SELECT")]
    [InlineData("CREATE TABLE t ()", "OTHER")]
    [InlineData("", "OTHER")]
    [InlineData("-- SELECT\nDROP TABLE t", "OTHER")]
    public void It_is_the_first_word(string sql, string kind) => StatementKind.Of(sql).ShouldBe(kind);
}
