using Enterprise.Domain.Rules;
using Enterprise.Domain.Texts;
using Enterprise.Domain.Time;

namespace Enterprise.Domain.ProviderKeys;

/// <summary>A user's own key for an outside service; its value is kept sealed.</summary>
/// <remarks>It is known by the service and a name, of which a user has each pair once.</remarks>
public sealed class ProviderKey : IDated
{
    /// <summary>The longest service and the longest name, in characters.</summary>
    public const int MaxWord = Slug.MaxLength;

    /// <summary>The longest value, in Unicode code points.</summary>
    public const int MaxValue = 4096;

    /// <summary>The most code points at a value's end that may be shown.</summary>
    public const int MaxShown = 4;

    private ProviderKey() { }

    /// <summary>The row's key: a UUID version 7 (RFC 9562).</summary>
    public Guid Id { get; private set; }

    /// <summary>The user whose key it is.</summary>
    public Guid UserId { get; private set; }

    /// <summary>The outside service: 1 to 50 of <c>a-z</c>, <c>0-9</c> and <c>-</c>.</summary>
    public string Service { get; private set; } = "";

    /// <summary>What tells several keys for a service apart: 1 to 50 of <c>a-z</c>, <c>0-9</c> and <c>-</c>.</summary>
    public string Name { get; private set; } = "";

    /// <summary>The value, sealed for this user, service and name.</summary>
    public byte[] SealedValue { get; private set; } = [];

    /// <summary>The end of the value, to tell keys apart: at most 4 code points and at most half of it.</summary>
    public string LastFour { get; private set; } = "";

    /// <summary>When the value ends; null for never.</summary>
    public DateTimeOffset? ExpiresAt { get; private set; }

    /// <summary>When a key was first stored under this name.</summary>
    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>When it was last used; null for never.</summary>
    public DateTimeOffset? LastUsedAt { get; private set; }

    /// <summary>How often it was used.</summary>
    public long UsageCount { get; private set; }

    /// <summary>The row's version: PostgreSQL's <c>xmin</c>, which every committed change renews.</summary>
    public uint Version { get; private set; }

    /// <summary>Whether a text can be a service or a name.</summary>
    public static bool IsWord(ReadOnlySpan<char> text) => Slug.IsOne(text);

    /// <summary>What of a value may be shown: the last four code points, never more than half of them.</summary>
    public static string LastFourOf(string value)
    {
        var runes = value.EnumerateRunes().ToArray();
        var shown = Math.Min(MaxShown, runes.Length / 2);

        return string.Concat(runes[^shown..]);
    }

    /// <summary>Stores a key under a name that is free.</summary>
    public static ProviderKey Store(
        Guid id,
        Guid userId,
        string service,
        string name,
        byte[] sealedValue,
        string lastFour,
        DateTimeOffset? expiresAt,
        DateTimeOffset now
    ) =>
        new()
        {
            Id = id,
            UserId = userId,
            Service = service,
            Name = name,
            SealedValue = sealedValue,
            LastFour = lastFour,
            ExpiresAt = expiresAt,
            CreatedAt = now,
        };

    /// <summary>Puts another value in the place of this one.</summary>
    /// <remarks>
    /// The uses stay counted: they tell what depends on the name, and that does not change when its value is
    /// renewed. Who wants to begin anew deletes the key first.
    /// </remarks>
    public void Replace(byte[] sealedValue, string lastFour, DateTimeOffset? expiresAt) =>
        (SealedValue, LastFour, ExpiresAt) = (sealedValue, lastFour, expiresAt);

    /// <summary>Refuses to be used after its end.</summary>
    /// <exception cref="RuleBrokenException">It has expired.</exception>
    public void MustBeUsable(DateTimeOffset now)
    {
        if (ExpiresAt <= now)
        {
            throw new RuleBrokenException($"The key '{Name}' for {Service} has expired; store a new value.");
        }
    }
}
