namespace Enterprise.WebApi.Tests.Fuzzing;

/// <summary>Mutations of a query, cursors among them.</summary>
internal static class QueryMutations
{
    private const string Cursor = "cursor";

    private static readonly string[] Unknown =
    [
        "nonsense",
        "Limit",
        "limit[]",
        "limit%00",
        "%00",
        "_",
        "$where",
        "id",
        "😀",
    ];

    public static IReadOnlyList<Mutation> All { get; } =
    [
        new(
            "query: unknown parameter",
            (draft, dice) => Add(draft, Name(draft, dice), dice.Pick(["", "1"])),
            IsRefused: true
        ),
        new(
            "query: parameter twice",
            (draft, dice) => WithOne(draft, dice, (name, value) => Add(draft, name, value)),
            IsRefused: true
        ),
        new(
            "query: empty",
            (draft, dice) => WithOne(draft, dice, (name, _) => Set(draft, name, "")),
            IsRefused: true
        ),
        new(
            "query: NUL",
            (draft, dice) => WithOne(draft, dice, (name, value) => Set(draft, name, $"{value}%00")),
            IsRefused: true
        ),
        new("query: out of bounds", OutOfBounds, IsRefused: true),
        new(
            "query: hostile text",
            (draft, dice) =>
                WithOne(draft, dice, (name, _) => Set(draft, name, dice.Pick(HostileText.Encoded)))
        ),
        new("query: only a mark", (draft, dice) => Add(draft, "", "")),
        new(
            "cursor: random",
            (draft, dice) =>
                SetCursor(
                    draft,
                    Convert.ToBase64String(dice.Bytes(40)).Replace('+', '-').Replace('/', '_').TrimEnd('=')
                ),
            IsRefused: true
        ),
        new(
            "cursor: cut off",
            (draft, dice) => WithCursor(draft, cursor => cursor[..^dice.Between(1, cursor.Length)]),
            IsRefused: true
        ),
        new(
            "cursor: tampered with",
            (draft, dice) => WithCursor(draft, cursor => Tamper(cursor, dice)),
            IsRefused: true
        ),
        new("cursor: another's", OfAnother, IsRefused: true),
        new("cursor: of another filter", OfAnotherFilter),
    ];

    private static string Name(Draft draft, Dice dice) =>
        dice.Pick([.. Unknown.Where(name => !Known(draft).Contains(name))]);

    private static string[] Known(Draft draft) =>
        [.. draft.Operation.Parameters["query"].Select(parameter => parameter.Name)];

    private static bool OutOfBounds(Draft draft, Dice dice)
    {
        var bounded = draft
            .Operation.Parameters["query"]
            .Where(one => one.Schema.Number("maximum") is not null)
            .ToArray();

        if (bounded.Length == 0)
        {
            return false;
        }

        var (name, schema) = dice.Pick(bounded);
        var high = (long)schema.Number("maximum")!.Value;
        string[] values =
        [
            "-1",
            "1e1",
            "1.0",
            "%201",
            "٣",
            "NaN",
            $"{high + 1}",
            $"{high}0000000000000000000",
        ];

        return Set(draft, name, dice.Pick(values));
    }

    private static bool WithOne(Draft draft, Dice dice, Func<string, string, bool> change)
    {
        var wanted = draft
            .Operation.Parameters["query"]
            .Where(one => draft.Operation.Wants(one.Name))
            .ToArray();

        if (wanted.Length == 0)
        {
            return false;
        }

        var (name, schema) = dice.Pick(wanted);

        if (draft.Query.All(parameter => !IsNamed(parameter, name)))
        {
            var value = new Samples(draft.Operation, dice).Parameter(name, schema);
            Add(draft, name, name is Cursor ? value : Uri.EscapeDataString(value));
        }

        return change(name, draft.Query.First(parameter => IsNamed(parameter, name)).Value);
    }

    private static bool SetCursor(Draft draft, string cursor) =>
        Known(draft).Contains(Cursor) && Set(draft, Cursor, cursor);

    private static bool WithCursor(Draft draft, Func<string, string> change)
    {
        var part = draft.Actor.NextParts(draft.Operation).LastOrDefault();

        return part is not null && SetCursor(draft, change(part.Cursor));
    }

    /// <summary>The last character carries bits that mean nothing, so it stays.</summary>
    private static string Tamper(string cursor, Dice dice)
    {
        var at = dice.Below(cursor.Length - 1);

        return $"{cursor[..at]}{(cursor[at] is 'A' ? 'B' : 'A')}{cursor[(at + 1)..]}";
    }

    private static bool OfAnother(Draft draft, Dice dice)
    {
        var parts = draft.Others.SelectMany(other => other.NextParts(draft.Operation)).ToArray();

        return parts.Length > 0
            && draft.Places.Count == 0
            && !draft.Operation.Path.EndsWith("/users", StringComparison.Ordinal)
            && SetCursor(draft, dice.Pick(parts).Cursor);
    }

    private static bool OfAnotherFilter(Draft draft, Dice dice) =>
        WithCursor(draft, cursor => cursor)
        && WithOne(
            draft,
            dice,
            (name, _) => name is Cursor || Set(draft, name, dice.Pick(HostileText.Encoded))
        );

    private static bool IsNamed((string Name, string Value) parameter, string name) =>
        parameter.Name.Equals(name, StringComparison.Ordinal);

    private static bool Add(Draft draft, string name, string value)
    {
        draft.Query.Add((name, value));

        return true;
    }

    private static bool Set(Draft draft, string name, string value)
    {
        draft.Query.RemoveAll(parameter => IsNamed(parameter, name));

        return Add(draft, name, value);
    }
}
