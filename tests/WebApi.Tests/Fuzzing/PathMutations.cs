namespace Enterprise.WebApi.Tests.Fuzzing;

/// <summary>Mutations of a path and of the method.</summary>
internal static class PathMutations
{
    private static readonly string[] WrongMethods = ["OPTIONS", "PROPFIND", "TRACE", "GETT", "LINK"];
    private static readonly string[] Methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"];
    private static readonly string[] Tails =
    [
        "",
        "x",
        ".json",
        "stops",
        "..",
        ".",
        "%2e%2e",
        "%2F",
        "%5C",
        ";a=b",
    ];

    /// <summary>What belongs to nobody, so that everybody's is everybody's.</summary>
    private static readonly string[] Shared = ["/api/v1/destinations"];

    public static IReadOnlyList<Mutation> All { get; } =
    [
        new(
            "path: no id",
            (draft, dice) => Put(draft, dice, isId: true, _ => dice.Pick(HostileText.NoIds)),
            IsRefused: true
        ),
        new("path: another's", Others, IsRefused: true),
        new("path: wrong method", (draft, dice) => Set(draft, dice.Pick(WrongMethods)), IsRefused: true),
        new("path: unknown id", (draft, dice) => Put(draft, dice, isId: true, _ => dice.UnknownId())),
        new(
            "path: hostile text",
            (draft, dice) => Put(draft, dice, isId: null, _ => dice.Pick(HostileText.Segments))
        ),
        new("path: upper case", (draft, dice) => Put(draft, dice, isId: null, id => id.ToUpperInvariant())),
        new(
            "path: encoded",
            (draft, dice) => Put(draft, dice, isId: null, id => $"%{(int)id[0]:X2}{id[1..]}")
        ),
        new("path: longer", Append),
        new("path: another method", (draft, dice) => Set(draft, dice.Pick(Methods))),
        new("path: HEAD", (draft, dice) => draft.Method is "GET" && Set(draft, "HEAD")),
    ];

    /// <summary>What another has is as unknown to a caller who is no administrator as what nobody has.</summary>
    private static bool Others(Draft draft, Dice dice)
    {
        if (Shared.Contains(draft.PathBefore(3)))
        {
            return false;
        }

        var at = draft.Places.Where(place => place.IsId).Select(place => place.At).FirstOrDefault();
        var known = draft.Others.SelectMany(other => other.KnownBehind(draft.PathBefore(at))).ToArray();

        if (at == 0 || known.Length == 0 || draft.Actor.Name is Crowd.Administrator)
        {
            return false;
        }

        draft.Segments[at] = dice.Pick(known);

        return true;
    }

    private static bool Put(Draft draft, Dice dice, bool? isId, Func<string, string> with)
    {
        var places = draft.Places.Where(place => isId is null || place.IsId == isId).ToArray();

        if (places.Length == 0)
        {
            return false;
        }

        var (at, _) = dice.Pick(places);
        draft.Segments[at] = with(draft.Segments[at]);

        return true;
    }

    private static bool Append(Draft draft, Dice dice)
    {
        draft.Segments.Add(dice.Pick(Tails));

        return true;
    }

    private static bool Set(Draft draft, string method)
    {
        draft.Method = method;

        return true;
    }
}
