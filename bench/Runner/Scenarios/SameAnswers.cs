using System.Text.Json.Nodes;
using Enterprise.Load;
using Enterprise.Runner.Servers;

namespace Enterprise.Runner.Scenarios;

/// <summary>Sees to it, before anything is measured, that both servers do the same work.</summary>
internal static class SameAnswers
{
    /// <summary>Members that differ from request to request, or whose form is each server's own affair.</summary>
    private static readonly string[] OwnToEach = ["id", "createdAt", "updatedAt", "nextCursor"];

    private const int Requests = 20;

    /// <exception cref="InvalidOperationException">They answer differently.</exception>
    public static async Task CheckAsync(
        Server ours,
        Server rival,
        IEnumerable<Scenario> scenarios,
        CancellationToken cancellationToken
    )
    {
        foreach (var scenario in scenarios)
        {
            var (one, other) = (scenario.Source(1), scenario.Source(1));

            for (var i = 0; i < Requests; i++)
            {
                var a = await AskAsync(ours, one, scenario.Writes, cancellationToken);
                var b = await AskAsync(rival, other, scenario.Writes, cancellationToken);

                if (!string.Equals(a, b, StringComparison.Ordinal))
                {
                    throw new InvalidOperationException(
                        $"{scenario.Title} is answered differently:\n{a}\n{b}"
                    );
                }
            }
        }
    }

    private static async Task<string> AskAsync(
        Server server,
        IRequestSource source,
        bool isNew,
        CancellationToken cancellationToken
    )
    {
        var answer = JsonNode.Parse(
            await SingleRequest.BodyOfAsync(server.Address, source, cancellationToken)
        )!;

        foreach (var name in isNew ? OwnToEach : OwnToEach[^1..])
        {
            if (answer[name] is not null)
            {
                answer[name] = "…";
            }
        }

        return answer.ToJsonString();
    }
}
