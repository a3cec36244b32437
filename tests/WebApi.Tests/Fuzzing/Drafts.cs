namespace Enterprise.WebApi.Tests.Fuzzing;

/// <summary>Makes good requests, for mutations to work on.</summary>
internal static class Drafts
{
    private const string Cursor = "cursor";

    public static Draft Of(Operation operation, Actor actor, Crowd crowd, Dice dice)
    {
        var samples = new Samples(operation, dice);
        var next =
            actor.NextParts(operation) is { Count: > 0 } parts && dice.Chance(40) ? dice.Pick(parts) : null;
        var (segments, places) = PathOf(operation, actor, dice);

        return new Draft(operation, actor, crowd.Actors)
        {
            Segments = next is null ? segments : [.. next.Path.Split('/').Skip(1)],
            Places = places,
            Query = next is null ? QueryOf(operation, actor, samples, dice) : [.. Parse(next.Query)],
            Body = samples.Body(),
        };
    }

    private static (List<string> Segments, List<(int At, bool IsId)> Places) PathOf(
        Operation operation,
        Actor actor,
        Dice dice
    )
    {
        var (segments, places) = (new List<string>(), new List<(int At, bool IsId)>());

        foreach (var segment in operation.Path.Split('/').Skip(1))
        {
            if (segment[0] is not '{')
            {
                segments.Add(segment);

                continue;
            }

            var schema = operation
                .Parameters["path"]
                .FirstOrDefault(one => one.Name.Equals(segment[1..^1], StringComparison.Ordinal))
                .Schema;
            var isId = schema.Text("format") is "uuid";
            var known = actor.KnownBehind($"/{string.Join('/', segments)}");
            places.Add((segments.Count, isId));
            segments.Add(
                known.Count > 0 && dice.Chance(90) ? dice.Pick(known)
                : isId ? dice.UnknownId()
                : dice.Word(dice.Between(1, 50))
            );
        }

        return (segments, places);
    }

    private static List<(string, string)> QueryOf(
        Operation operation,
        Actor actor,
        Samples samples,
        Dice dice
    ) =>
        [
            .. operation
                .Parameters["query"]
                .Where(one => one.Name is not Cursor && operation.Wants(one.Name) && dice.Chance(20))
                .Select(one =>
                    (
                        one.Name,
                        Uri.EscapeDataString(
                            one.Schema.Text("format") is "uuid"
                                ? $"{actor.UserId}"
                                : samples.Parameter(one.Name, one.Schema)
                        )
                    )
                ),
        ];

    private static IEnumerable<(string, string)> Parse(string query) =>
        query.Split('&').Select(part => part.Split('=', 2)).Select(part => (part[0], part[1]));
}
