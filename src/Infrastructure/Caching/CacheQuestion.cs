using Enterprise.Application.Caching;
using Enterprise.Application.Callers;
using Microsoft.EntityFrameworkCore;

namespace Enterprise.Infrastructure.Caching;

/// <summary>A question as somebody asks it.</summary>
/// <param name="Query">What is asked.</param>
/// <param name="Caller">Who asks.</param>
/// <param name="Arguments">With what.</param>
/// <param name="Read">Asks the database.</param>
/// <param name="Lifetime">How long the answer is remembered at most.</param>
internal sealed record CacheQuestion<T>(
    CachedQuery<T> Query,
    Caller Caller,
    string Arguments,
    Func<DbContext, CancellationToken, Task<T?>> Read,
    TimeSpan Lifetime
)
    where T : class
{
    /// <summary>Under what it is remembered: whose rows they are stands in it, where they are anybody's.</summary>
    public string Key { get; } =
        Query.IsOwned ? $"{Query.Name}/{Caller.UserId}/{Arguments}" : $"{Query.Name}//{Arguments}";

    /// <summary>What makes the answer outdated when it is changed.</summary>
    public string[] Tags { get; } =
        Query.IsOwned
            ?
            [
                .. Query.Sources.SelectMany(source =>
                    new[] { ChangeTag.Of(source), ChangeTag.Of(source, Caller.UserId) }
                ),
            ]
            : [.. Query.Sources.Select(source => ChangeTag.Of(source))];
}
