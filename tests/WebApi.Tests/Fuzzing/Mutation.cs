namespace Enterprise.WebApi.Tests.Fuzzing;

/// <summary>One way to make a request hostile.</summary>
/// <param name="Name">Its kind.</param>
/// <param name="Apply">Does it; false where it has nothing to work on.</param>
/// <param name="IsRefused">Whether any request to which it is done must be refused, if nothing else is done.</param>
internal sealed record Mutation(string Name, Func<Draft, Dice, bool> Apply, bool IsRefused = false)
{
    /// <summary>All kinds that there are, by what they work on.</summary>
    public static IReadOnlyList<IReadOnlyList<Mutation>> Groups { get; } =
    [
        BodyMutations.All,
        // Twice, for most of them find what they work on in few bodies.
        ValueMutations.All,
        ValueMutations.All,
        ByteMutations.All,
        PathMutations.All,
        QueryMutations.All,
        HeaderMutations.All,
        CredentialMutations.All,
    ];

    /// <summary>All kinds that there are.</summary>
    public static IReadOnlyList<Mutation> All { get; } = [.. Groups.SelectMany(group => group).Distinct()];

    /// <summary>Those of them that no operation may accept.</summary>
    public static IReadOnlyList<IReadOnlyList<Mutation>> StrictGroups { get; } =
    [
        .. Groups
            .Select(group => group.Where(mutation => mutation.IsRefused).ToArray())
            .Where(group => group.Length > 0),
    ];
}
