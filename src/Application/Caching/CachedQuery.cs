using System.Text.Json.Serialization.Metadata;

namespace Enterprise.Application.Caching;

/// <summary>A question whose answer is worth remembering, and what must change before it is asked again.</summary>
/// <remarks>It is made once, beside the handler that asks it. An answer that is null is never remembered.</remarks>
/// <param name="name">What it is called in metrics, such as <c>popular destinations</c>; no two have the same.</param>
/// <param name="json">How the answer is written. What it leaves out, a remembered answer does not have.</param>
/// <param name="sources">The entities that the answer is made of: a change of one of them makes it outdated.</param>
public sealed class CachedQuery<T>(string name, JsonTypeInfo<T> json, params Type[] sources)
    where T : class
{
    /// <summary>What it is called in metrics.</summary>
    public string Name => name;

    /// <summary>How the answer is written.</summary>
    public JsonTypeInfo<T> Json => json;

    /// <summary>The entities that the answer is made of, whose tables tell of their changes.</summary>
    public IReadOnlyList<Type> Sources => sources;

    /// <summary>How long it is remembered at most; null for as long as the setting says.</summary>
    public TimeSpan? Lifetime { get; init; }

    /// <summary>
    /// Whether the rows have owners: each caller is then answered from what was read for himself, as himself. Any
    /// other answer is read as nobody, so that row-level security keeps rows with an owner out of it.
    /// </summary>
    public bool IsOwned { get; init; }

    /// <summary>Whether an old answer is better than none while the database does not answer.</summary>
    public bool MayBeStale { get; init; }
}
