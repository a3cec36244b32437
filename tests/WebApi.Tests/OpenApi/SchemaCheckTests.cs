using System.Text.Json;

namespace Enterprise.WebApi.Tests.OpenApi;

/// <summary>The check of answers can fail: each keyword is broken on purpose.</summary>
public sealed class SchemaCheckTests
{
    private static readonly JsonElement Document = JsonElement.Parse(
        """
        {"schemas": {"Pet": {"type": "object", "required": ["name"], "additionalProperties": false,
          "properties": {"name": {"type": "string", "minLength": 2, "maxLength": 3}}}}}
        """
    );

    [Theory]
    [InlineData("""{"type": "string"}""", "\"a\"", "1")]
    [InlineData("""{"type": "string"}""", "\"a\"", "null")]
    [InlineData("""{"type": ["null", "integer"]}""", "null", "1.5")]
    [InlineData("""{"type": "integer"}""", "1", "\"1\"")]
    [InlineData("""{"type": "number"}""", "1.5", "{}")]
    [InlineData("""{"type": "object"}""", "{}", "[]")]
    [InlineData("""{"type": "array"}""", "[]", "{}")]
    [InlineData("""{"type": "boolean"}""", "true", "0")]
    [InlineData("""{"enum": ["a", "b"]}""", "\"b\"", "\"c\"")]
    [InlineData("""{"minimum": 1}""", "1", "0.99")]
    [InlineData("""{"maximum": 1}""", "1", "1.01")]
    [InlineData("""{"exclusiveMaximum": 10}""", "9.99", "10")]
    [InlineData("""{"minLength": 1}""", "\"a\"", "\"\"")]
    [InlineData("""{"maxLength": 1}""", "\"🌍\"", "\"🌍!\"")]
    [InlineData("""{"pattern": "^a+$"}""", "\"aa\"", "\"ab\"")]
    [InlineData("""{"format": "uuid"}""", "\"01890000-0000-7000-8000-00000000beef\"", "\"beef\"")]
    [InlineData("""{"format": "date"}""", "\"2027-05-01\"", "\"2027-02-29\"")]
    [InlineData("""{"format": "date-time"}""", "\"2027-05-01T09:30:00.5Z\"", "\"2027-05-01T09:30:00\"")]
    [InlineData("""{"minItems": 1}""", "[1]", "[]")]
    [InlineData("""{"maxItems": 1}""", "[1]", "[1, 2]")]
    [InlineData("""{"items": {"type": "string"}}""", "[\"a\"]", "[\"a\", 1]")]
    [InlineData("""{"required": ["a"]}""", """{"a": null}""", """{"b": 1}""")]
    [InlineData("""{"properties": {"a": {"type": "null"}}}""", """{"a": null}""", """{"a": 1}""")]
    [InlineData("""{"additionalProperties": false}""", "{}", """{"a": 1}""")]
    [InlineData("""{"additionalProperties": {"type": "string"}}""", """{"a": "b"}""", """{"a": 1}""")]
    [InlineData("""{"oneOf": [{"type": "null"}, {"type": "string"}]}""", "null", "1")]
    [InlineData("""{"oneOf": [{"minimum": 1}, {"maximum": 1}]}""", "2", "1")]
    [InlineData("""{"$ref": "#/schemas/Pet"}""", """{"name": "Rex"}""", """{"name": "R"}""")]
    [InlineData("""{"$ref": "#/schemas/Pet"}""", """{"name": "Rex"}""", """{"name": "Rex", "age": 3}""")]
    public void A_value_that_breaks_a_rule_is_found_and_one_that_keeps_it_is_not(
        string schema,
        string good,
        string bad
    )
    {
        Violations(good, schema).ShouldBeEmpty();
        Violations(bad, schema).ShouldNotBeEmpty();
    }

    [Fact]
    public void A_keyword_that_is_not_understood_is_a_violation() =>
        Violations("1", """{"multipleOf": 2}""").ShouldHaveSingleItem().ShouldContain("multipleOf");

    [Fact]
    public void A_violation_names_its_place() =>
        Violations(
                """{"a": [{"name": "Rex"}, {}]}""",
                """{"properties": {"a": {"items": {"$ref": "#/schemas/Pet"}}}}"""
            )
            .ShouldHaveSingleItem()
            .ShouldStartWith("$.a[1]: name");

    private static List<string> Violations(string value, string schema) =>
        new SchemaCheck(Document).Violations(JsonElement.Parse(value), JsonElement.Parse(schema));
}
