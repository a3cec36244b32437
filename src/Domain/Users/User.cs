using Enterprise.Domain.Time;

namespace Enterprise.Domain.Users;

/// <summary>A person, or a program, that owns trips and keys.</summary>
public sealed class User : IDated
{
    /// <summary>The longest e-mail address, in characters (RFC 5321, section 4.5.3.1.3).</summary>
    public const int MaxEmail = 254;

    /// <summary>The longest display name, in Unicode code points.</summary>
    public const int MaxDisplayName = 100;

    /// <summary>The most bytes of UTF-8 that the preferences take without white space: 16 KiB.</summary>
    public const int MaxPreferencesBytes = 16 * 1024;

    /// <summary>Preferences that say nothing.</summary>
    public const string NoPreferences = "{}";

    private User() { }

    /// <summary>The key: a UUID version 7 (RFC 9562) that the client of the database makes.</summary>
    public Guid Id { get; private set; }

    /// <summary>The address as it was given; no two users' addresses differ by case alone.</summary>
    public string Email { get; private set; } = "";

    /// <summary>The address without its case, which must be unique.</summary>
    public string EmailKey { get; private set; } = "";

    /// <summary>What others see: 1 to 100 code points, not blank.</summary>
    public string DisplayName { get; private set; } = "";

    /// <summary>A JSON object of the user's own, as minified text.</summary>
    public string Preferences { get; private set; } = NoPreferences;

    /// <summary>When the user was made.</summary>
    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>When the user last changed; a revision that changes nothing leaves it alone.</summary>
    public DateTimeOffset UpdatedAt { get; private set; }

    /// <summary>The row's version: PostgreSQL's <c>xmin</c>, which every committed change renews.</summary>
    public uint Version { get; private set; }

    /// <summary>What is compared of an address.</summary>
    public static string KeyOf(string email) => email.ToLowerInvariant();

    /// <summary>Makes a user.</summary>
    public static User Register(
        Guid id,
        string email,
        string displayName,
        string preferences,
        DateTimeOffset now
    ) =>
        new()
        {
            Id = id,
            Email = email,
            EmailKey = KeyOf(email),
            DisplayName = displayName,
            Preferences = preferences,
            CreatedAt = now,
            UpdatedAt = now,
        };

    /// <summary>Replaces what a user may change about themselves.</summary>
    public void Revise(string email, string displayName, string preferences, DateTimeOffset now)
    {
        if ((email, displayName, preferences) == (Email, DisplayName, Preferences))
        {
            return;
        }

        (Email, EmailKey, DisplayName, Preferences) = (email, KeyOf(email), displayName, preferences);
        UpdatedAt = now;
    }
}
