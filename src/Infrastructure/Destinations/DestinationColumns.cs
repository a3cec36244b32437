using System.Security.Cryptography;
using System.Text;
using Enterprise.Domain.Destinations;
using Enterprise.Infrastructure.Vectors;
using Microsoft.EntityFrameworkCore;

namespace Enterprise.Infrastructure.Destinations;

/// <summary>Columns of destinations that the domain does not know of.</summary>
internal static class DestinationColumns
{
    /// <summary>What it means, as 384 numbers; null until that is worked out.</summary>
    public const string Embedding = nameof(Embedding);

    /// <summary>Of which text, by which model: an embedding of anything else is stale.</summary>
    public const string EmbeddedAs = nameof(EmbeddedAs);

    /// <summary>The same of a row, as SQL over its columns, with the model as the first parameter.</summary>
    public const string EmbeddedAsSql = """
        $1 || ':' || md5(name || '. ' || description || ' ' || array_to_string(tags, ', '))
        """;

    /// <summary>Keeps what a destination means, and of which text by which model that was worked out.</summary>
    public static void Keep(
        DbContext db,
        Destination destination,
        ReadOnlyMemory<float> meaning,
        string model
    )
    {
        var entry = db.Entry(destination);
        entry.Property(Embedding).CurrentValue = new Vector(meaning);
        // A sum that tells texts apart, no secret.
        entry.Property(EmbeddedAs).CurrentValue = $"{model}:{Md5Of(destination.Meaning)}";
    }

#pragma warning disable CA5351 // The same sum as PostgreSQL's md5(), to compare with it.
    private static string Md5Of(string text) =>
        Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(text)));
#pragma warning restore CA5351
}
