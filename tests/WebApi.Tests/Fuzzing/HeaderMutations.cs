namespace Enterprise.WebApi.Tests.Fuzzing;

/// <summary>Mutations of header fields, but for those that say who calls.</summary>
internal static class HeaderMutations
{
    private static readonly string[] Others =
    [
        "X-HTTP-Method-Override",
        "X-Forwarded-For",
        "X-Forwarded-Proto",
        "X-Forwarded-Host",
        "Range",
        "If-Modified-Since",
        "If-Unmodified-Since",
        "Cookie",
        "Origin",
        "Accept-Language",
        "Accept-Charset",
        "TE",
        "Prefer",
        "traceparent",
        "tracestate",
        "baggage",
    ];

    public static IReadOnlyList<Mutation> All { get; } =
    [
        new(
            "header: wrong media type",
            (draft, dice) => SetType(draft, dice.Pick(HostileText.MediaTypes)),
            IsRefused: true
        ),
        new("header: media type", (draft, dice) => SetType(draft, dice.Pick(HostileText.JsonTypes))),
        new("header: content encoding", Encode),
        Of("header: If-Match", "If-Match"),
        Of("header: If-None-Match", "If-None-Match"),
        Of("header: Idempotency-Key", "Idempotency-Key"),
        new(
            "header: Idempotency-Key of another request",
            (draft, dice) => Add(draft, "Idempotency-Key", dice.Word(1))
        ),
        Of("header: X-Request-Id", "X-Request-Id"),
        Of("header: Accept", "Accept"),
        Of("header: Accept-Encoding", "Accept-Encoding"),
        new("header: another", (draft, dice) => Add(draft, dice.Pick(Others), dice.Pick(HostileText.Fields))),
        new("header: twice", Twice),
    ];

    private static Mutation Of(string kind, string name) =>
        new(kind, (draft, dice) => Add(draft, name, dice.Pick(HostileText.Fields)));

    private static bool Add(Draft draft, string name, string value)
    {
        draft.Headers.Add((name, value));

        return true;
    }

    private static bool SetType(Draft draft, string mediaType)
    {
        if (draft.Serialize().Length == 0)
        {
            return false;
        }

        draft.ContentHeaders.RemoveAll(field => field.Name is "Content-Type");
        draft.ContentHeaders.Add(("Content-Type", mediaType));

        return true;
    }

    private static bool Encode(Draft draft, Dice dice)
    {
        if (draft.Serialize().Length == 0)
        {
            return false;
        }

        draft.ContentHeaders.Add(("Content-Encoding", dice.Pick(HostileText.Fields)));

        return true;
    }

    private static bool Twice(Draft draft, Dice dice)
    {
        var name = dice.Pick(["If-Match", "If-None-Match", "Idempotency-Key", "X-Request-Id", "Accept"]);

        return Add(draft, name, dice.Pick(HostileText.Fields))
            && Add(draft, name, dice.Pick(HostileText.Fields));
    }
}
