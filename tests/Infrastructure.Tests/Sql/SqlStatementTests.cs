using System.Reflection;
using Enterprise.Infrastructure.Connections;
using Enterprise.Infrastructure.Sql;
using Enterprise.Infrastructure.Sql.Statements;
using Enterprise.Infrastructure.Sql.Transactions;

namespace Enterprise.Infrastructure.Tests.Sql;

/// <summary>What an interpolated string becomes, and what never becomes a statement.</summary>
public sealed class SqlStatementTests
{
    [Fact]
    public void Every_hole_is_a_numbered_value()
    {
        var sql = SqlStatement.From($"SELECT {1}, {"a"}, {(string?)null}");

        sql.Text.ShouldBe("SELECT $1, $2, $3");
        sql.Values.ShouldBe([1, "a", DBNull.Value]);
    }

    [Fact]
    public void A_statement_in_a_hole_is_spliced_in_and_its_values_are_numbered_anew()
    {
        var filter = SqlStatement.From($"a = {1} AND b = {2}");

        var sql = SqlStatement.From($"SELECT {0} WHERE {filter} OR ({filter}) LIMIT {9}");

        sql.Text.ShouldBe("SELECT $1 WHERE a = $2 AND b = $3 OR (a = $4 AND b = $5) LIMIT $6");
        sql.Values.ShouldBe([0, 1, 2, 1, 2, 9]);
    }

    [Fact]
    public void A_name_in_a_hole_is_quoted() =>
        SqlStatement
            .From($"SELECT {SqlIdentifier.Of("Name")} FROM {SqlIdentifier.Of("public", "things")}")
            .Text.ShouldBe("""SELECT "Name" FROM "public"."things" """.TrimEnd());

    [Theory]
    [InlineData("")]
    [InlineData("1st")]
    [InlineData("a b")]
    [InlineData("a\"; DROP TABLE things; --")]
    [InlineData("a\0")]
    [InlineData("a\n")]
    [InlineData("naïve")]
    [InlineData("a23456789012345678901234567890123456789012345678901234567890123x")]
    public void What_is_no_plain_name_is_refused_and_not_repeated_in_the_refusal(string name)
    {
        var refusal = Should.Throw<ArgumentException>(() => SqlIdentifier.Of(name));

        if (name.Length > 5)
        {
            refusal.Message.ShouldNotContain(name);
        }
    }

    [Fact]
    public void An_enum_is_refused_whether_it_is_there_or_not()
    {
        ConnectionMode? none = null;
        object disguised = ConnectionMode.Direct;

        Should.Throw<ArgumentException>(() => SqlStatement.From($"SELECT {ConnectionMode.Direct}"));
        Should.Throw<ArgumentException>(() => SqlStatement.From($"SELECT {none}"));
        Should.Throw<ArgumentException>(() => SqlStatement.From($"SELECT {disguised}"));
        Should.Throw<ArgumentException>(() => SqlStatement.From($"SELECT {new[] { ConnectionMode.Direct }}"));
    }

    [Fact]
    public void A_statement_that_has_been_used_stays_as_it_was()
    {
        var sql = SqlStatement.From($"SELECT {1}");
        sql.ToString().ShouldBe("SELECT $1");

        Should.Throw<InvalidOperationException>(() => sql.AppendLiteral("; DROP TABLE things"));
    }

    [Fact]
    public void No_verb_takes_a_string()
    {
        var verbs = typeof(ISqlGateway).GetMethods().Concat(OwnMethods(typeof(SqlTransaction))).ToArray();

        verbs.Length.ShouldBe(15);
        verbs.SelectMany(TextParameters).ShouldBeEmpty();
    }

    [Fact]
    public void A_verb_that_did_would_be_found() =>
        OwnMethods(typeof(SqlIdentifier)).SelectMany(TextParameters).ShouldNotBeEmpty();

    [Fact]
    public void A_string_does_not_turn_into_a_statement()
    {
        var type = typeof(SqlStatement);

        type.GetConstructors().SelectMany(TextParameters).ShouldBeEmpty();
        type.GetMethods().Where(method => method.Name is "op_Implicit" or "op_Explicit").ShouldBeEmpty();
        OwnMethods(type).Where(method => method.IsStatic).SelectMany(TextParameters).ShouldBeEmpty();
    }

    private static IEnumerable<MethodInfo> OwnMethods(Type type) =>
        type.GetMethods(
            BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly
        );

    /// <summary>The parameters to which a string that was put together could be given.</summary>
    private static IEnumerable<string> TextParameters(MethodBase method) =>
        method
            .GetParameters()
            .Where(parameter => parameter.ParameterType.IsAssignableFrom(typeof(string)))
            .Concat(
                method
                    .GetParameters()
                    .Where(parameter => typeof(FormattableString).IsAssignableFrom(parameter.ParameterType))
            )
            .Select(parameter => $"{method.Name}({parameter.Name})");
}
