using Enterprise.Domain.ApiKeys;

namespace Enterprise.WebApi.Tests.Fuzzing;

/// <summary>Mutations of what says who calls.</summary>
internal static class CredentialMutations
{
    private static readonly string[] Schemes =
    [
        "Basic",
        "Digest",
        "Token",
        "Bearerx",
        "Bearer:",
        "",
        "bear er",
        "Negotiate",
    ];

    public static IReadOnlyList<Mutation> All { get; } =
    [
        new("key: none", (draft, dice) => Put(draft), IsRefused: true),
        new(
            "key: of another scheme",
            (draft, dice) => Put(draft, Bearer($"{dice.Pick(Schemes)} {draft.Actor.Secret}")),
            IsRefused: true
        ),
        new(
            "key: mistyped",
            (draft, dice) => Put(draft, Bearer($"Bearer {Mistype(draft.Actor.Secret, dice)}")),
            IsRefused: true
        ),
        new(
            "key: nobody's",
            (draft, dice) => Put(draft, ("X-API-Key", ApiKeySecret.Create())),
            IsRefused: true
        ),
        new(
            "key: nonsense",
            (draft, dice) => Put(draft, ("X-API-Key", dice.Pick(HostileText.Fields))),
            IsRefused: true
        ),
        new(
            "key: two that differ",
            (draft, dice) => Put(draft, Bearer(draft), Bearer($"Bearer {ApiKeySecret.Create()}")),
            IsRefused: true
        ),
        new(
            "key: a bad and a good one",
            (draft, dice) =>
                Put(draft, Bearer(dice.Pick(["x", "Bearer x"])), ("X-API-Key", draft.Actor.Secret)),
            IsRefused: true
        ),
        new("key: in the other field", (draft, dice) => Put(draft, ("X-API-Key", draft.Actor.Secret))),
        new(
            "key: scheme in another case",
            (draft, dice) => Put(draft, Bearer($"{dice.Pick(["bearer", "BEARER"])} {draft.Actor.Secret}"))
        ),
    ];

    private static (string, string) Bearer(string value) => ("Authorization", value);

    private static (string, string) Bearer(Draft draft) => Bearer($"Bearer {draft.Actor.Secret}");

    private static string Mistype(string secret, Dice dice)
    {
        var at = dice.Below(secret.Length);

        return $"{secret[..at]}{(secret[at] is 'x' ? 'y' : 'x')}{secret[(at + 1)..]}";
    }

    private static bool Put(Draft draft, params (string, string)[] credentials)
    {
        if (!draft.Operation.NeedsCaller)
        {
            return false;
        }

        draft.Credentials.Clear();
        draft.Credentials.AddRange(credentials);

        return true;
    }
}
