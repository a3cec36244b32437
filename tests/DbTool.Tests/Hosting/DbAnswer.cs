using System.Text.Json;

namespace Enterprise.DbTool.Tests.Hosting;

/// <summary>What a command has said, and how it ended.</summary>
internal sealed record DbAnswer(int Code, string Output, string Error)
{
    /// <summary>The answer as JSON.</summary>
    public JsonElement Json => JsonElement.Parse(Output);

    /// <summary>Demands an exit code.</summary>
    public DbAnswer ShouldEnd(int code)
    {
        Code.ShouldBe(code, $"{Output}\n{Error}");

        return this;
    }

    /// <summary>Demands a failure that is one sentence for people, and no stack.</summary>
    public DbAnswer ShouldFail(string sentence, int code = 1)
    {
        ShouldEnd(code);
        Error.ShouldStartWith("db: ");
        Error.ShouldContain(sentence);
        Error.ShouldNotContain("   at ");
        Error.ShouldNotContain("Exception");

        return this;
    }
}
