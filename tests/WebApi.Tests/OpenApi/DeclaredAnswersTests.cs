using System.Net;
using System.Text;
using System.Text.Json;
using Enterprise.WebApi.Tests.Hosting;

namespace Enterprise.WebApi.Tests.OpenApi;

/// <summary>The comparison of answers with the document can fail: each part of an answer is wrong once.</summary>
public sealed class DeclaredAnswersTests
{
    private const string Path = "/pets/01890000-0000-7000-8000-00000000beef";
    private const string Good = """{"name": "Rex"}""";

    private static readonly DeclaredAnswers Declared = new(
        JsonElement.Parse(
            """
            {"paths": {"/pets/{id}": {"get": {
              "operationId": "getPet",
              "parameters": [{"name": "id", "in": "path", "schema": {"type": "string", "format": "uuid"}}],
              "responses": {
                "200": {
                  "headers": {
                    "X-Age": {"required": true, "schema": {"type": "integer", "minimum": 1}},
                    "X-Owner": {"schema": {"type": "string"}}},
                  "content": {"application/json": {"schema": {"properties": {"name": {"type": "string"}}}}}},
                "304": {"headers": {}}}}}}}
            """
        )
    );

    [Theory]
    [InlineData("GET", 200, Good, "X-Age", "3")]
    [InlineData("GET", 200, Good, "X-Age", "3", "X-Owner", "Ada")]
    [InlineData("HEAD", 200, "", "X-Age", "3")]
    [InlineData("GET", 304, "")]
    [InlineData("POST", 500, "what is not declared at all is not compared")]
    public async Task An_answer_as_declared_passes(
        string method,
        int status,
        string body,
        params string[] fields
    ) =>
        Declared.MustHold(
            HttpMethod.Parse(method),
            Path,
            await AnswerAsync(status, body, "application/json", fields)
        );

    [Theory]
    [InlineData("an undeclared status", 404, Good, "application/json", "X-Age", "3")]
    [InlineData("an undeclared field", 200, Good, "application/json", "X-Age", "3", "X-Colour", "red")]
    [InlineData("a missing field", 200, Good, "application/json", "X-Owner", "Ada")]
    [InlineData("a field out of bounds", 200, Good, "application/json", "X-Age", "0")]
    [InlineData("a body of another type", 200, Good, "text/plain", "X-Age", "3")]
    [InlineData("a body of another shape", 200, """{"name": 1}""", "application/json", "X-Age", "3")]
    [InlineData("a body where there is none", 304, Good, "application/json")]
    public async Task An_answer_that_is_not_as_declared_fails(
        string wrong,
        int status,
        string body,
        string mediaType,
        params string[] fields
    )
    {
        var answer = await AnswerAsync(status, body, mediaType, fields);

        Should.Throw<ShouldAssertException>(() => Declared.MustHold(HttpMethod.Get, Path, answer), wrong);
    }

    private static Task<Answer> AnswerAsync(int status, string body, string mediaType, string[] fields)
    {
        var response = new HttpResponseMessage((HttpStatusCode)status)
        {
            Content = new StringContent(body, Encoding.UTF8, mediaType),
        };

        foreach (var field in fields.Chunk(2))
        {
            response.Headers.Add(field[0], field[1]);
        }

        return Answer.ReadAsync(response);
    }
}
