using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;

namespace Enterprise.WebApi.Tests.Hosting;

/// <summary>Says of answers that they are problems as RFC 9457 and the contract want them.</summary>
internal static class ProblemAssert
{
    private static readonly string[] Members = ["type", "title", "status", "detail", "instance", "traceId"];

    /// <summary>A problem with this status, and with these members or parameters at fault.</summary>
    public static Answer ShouldBeProblem(this Answer answer, int status, params string[] errors)
    {
        answer.ShouldBe(status);
        answer.Header("Content-Type").ShouldBe("application/problem+json");
        var problem = answer.Json;
        problem
            .EnumerateObject()
            .Select(member => member.Name)
            .ShouldBe(
                status == 400 ? [.. Members, "errors"] : Members,
                ignoreOrder: true,
                customMessage: answer.Text
            );
        problem.GetProperty("type").GetString().ShouldNotBeNullOrEmpty();
        problem.GetProperty("title").GetString().ShouldBe(ReasonPhrases.GetReasonPhrase(status));
        problem.GetProperty("status").GetInt32().ShouldBe(status);
        problem.GetProperty("detail").GetString().ShouldNotBeNullOrWhiteSpace();
        problem.GetProperty("instance").GetString().ShouldNotBeNull().ShouldStartWith("/");
        problem.GetProperty("traceId").GetString().ShouldNotBeNullOrEmpty();

        if (status == 400)
        {
            problem
                .GetProperty("errors")
                .EnumerateObject()
                .Select(error => error.Name)
                .ShouldBe(errors, ignoreOrder: true, customMessage: answer.Text);
            errors.ShouldNotBeEmpty();
            problem
                .GetProperty("errors")
                .EnumerateObject()
                .ShouldAllBe(error => error.Value.EnumerateArray().Any());
        }

        return answer;
    }

    /// <summary>A refusal of the input, whatever member or parameter it names.</summary>
    public static Answer ShouldBeInvalid(this Answer answer)
    {
        answer.ShouldBe(400);

        return answer.ShouldBeProblem(
            400,
            [.. answer.Json.GetProperty("errors").EnumerateObject().Select(error => error.Name)]
        );
    }

    /// <summary>A refusal of one member, or of an item in it: <c>scopes[0]</c>.</summary>
    public static Answer ShouldBeProblemAbout(this Answer answer, string member)
    {
        answer
            .ShouldBeInvalid()
            .Json.GetProperty("errors")
            .EnumerateObject()
            .ShouldHaveSingleItem()
            .Name.Split('[')[0]
            .ShouldBe(member, answer.Text);

        return answer;
    }

    /// <summary>The same answer to the eye: all but what names the request.</summary>
    public static void ShouldTellTheSameAs(this Answer answer, Answer other)
    {
        answer.Status.ShouldBe(other.Status);
        Anonymous(answer).ShouldBe(Anonymous(other));
        answer.HeaderNames.Order().ShouldBe(other.HeaderNames.Order());
    }

    private static string Anonymous(Answer answer) =>
        JsonSerializer.Serialize(
            answer
                .Json.EnumerateObject()
                .Where(member => member.Name is not ("instance" or "traceId"))
                .ToDictionary(member => member.Name, member => member.Value)
        );
}
