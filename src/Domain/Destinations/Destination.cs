using Enterprise.Domain.Texts;

namespace Enterprise.Domain.Destinations;

/// <summary>A place of the world that one can travel to; everybody's, nobody's.</summary>
public sealed class Destination
{
    /// <summary>The longest name, in Unicode code points.</summary>
    public const int MaxName = 200;

    /// <summary>The longest description, in Unicode code points.</summary>
    public const int MaxDescription = 4000;

    /// <summary>The most tags.</summary>
    public const int MaxTags = 20;

    private Destination() { }

    /// <summary>The key: a UUID version 7 (RFC 9562).</summary>
    public Guid Id { get; private set; }

    /// <summary>Its common English name.</summary>
    public string Name { get; private set; } = "";

    /// <summary>ISO 3166-1 alpha-2, upper case.</summary>
    public string Country { get; private set; } = "";

    /// <summary>What it is like and what one does there.</summary>
    public string Description { get; private set; } = "";

    /// <summary>Words to filter by, each once: 1 to 50 of <c>a-z</c>, <c>0-9</c> and <c>-</c>.</summary>
    public string[] Tags { get; private set; } = [];

    /// <summary>Degrees north, −90 to 90 (WGS 84).</summary>
    public double Latitude { get; private set; }

    /// <summary>Degrees east, −180 to 180 (WGS 84).</summary>
    public double Longitude { get; private set; }

    /// <summary>The row's version: PostgreSQL's <c>xmin</c>, which every committed change renews.</summary>
    public uint Version { get; private set; }

    /// <summary>All that is to be found by meaning: name, tags as words, and description.</summary>
    /// <remarks>The tags come early: they say shortest what a place is for, and a model may read the beginning alone.</remarks>
    public string Meaning =>
        Tags.Length == 0
            ? $"{Name}. {Description}"
            : $"{Name}: {string.Join(", ", Tags).Replace('-', ' ')}. {Description}";

    /// <summary>Whether a text can be a tag.</summary>
    public static bool IsTag(ReadOnlySpan<char> text) => Slug.IsOne(text);

    /// <summary>Describes a place.</summary>
    public static Destination Describe(
        Guid id,
        string name,
        string country,
        string description,
        IEnumerable<string> tags,
        double latitude,
        double longitude
    ) =>
        new()
        {
            Id = id,
            Name = name,
            Country = country,
            Description = description,
            Tags = [.. tags],
            Latitude = latitude,
            Longitude = longitude,
        };

    /// <summary>Describes it anew.</summary>
    public void Revise(
        string name,
        string country,
        string description,
        IEnumerable<string> tags,
        double latitude,
        double longitude
    ) =>
        (Name, Country, Description, Tags, Latitude, Longitude) = (
            name,
            country,
            description,
            [.. tags],
            latitude,
            longitude
        );
}
