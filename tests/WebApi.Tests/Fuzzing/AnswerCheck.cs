using System.Buffers;
using System.Text.Json;
using Enterprise.WebApi.Tests.Hosting;

namespace Enterprise.WebApi.Tests.Fuzzing;

/// <summary>What holds for every answer to a hostile request, beyond what holds for every answer of every test.</summary>
internal static class AnswerCheck
{
    private static readonly SearchValues<char> RequestIdCharacters = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-"
    );

    public static void MustHold(HostileRequest request, Answer answer)
    {
        answer.Status.ShouldBeLessThan(500, answer.Text);
        var id = answer.Header("X-Request-Id").ShouldNotBeNull();
        id.Length.ShouldBeInRange(1, 128);
        id.AsSpan().ContainsAnyExcept(RequestIdCharacters).ShouldBeFalse(id);

        if (request.Method is "HEAD" || answer.Status is 204 or 304)
        {
            answer.Body.ShouldBeEmpty();

            return;
        }

        if (answer.Status >= 400)
        {
            MustBeProblem(answer);
        }
        else if (
            answer.Header("Content-Type")?.StartsWith("application/json", StringComparison.Ordinal) is true
        )
        {
            answer.Json.ValueKind.ShouldBe(JsonValueKind.Object);
        }
    }

    private static void MustBeProblem(Answer answer)
    {
        var problem = answer.Json;
        problem.GetProperty("status").GetInt32().ShouldBe(answer.Status);
        problem.GetProperty("detail").GetString().ShouldNotBeNullOrWhiteSpace();
        problem.GetProperty("traceId").GetString().ShouldNotBeNullOrEmpty();
        problem.TryGetProperty("errors", out var errors).ShouldBe(answer.Status == 400, answer.Text);

        if (answer.Status == 400)
        {
            errors.EnumerateObject().ShouldNotBeEmpty();
        }

        if (answer.Status == 401)
        {
            answer.Header("WWW-Authenticate").ShouldNotBeNull();
        }
    }
}
