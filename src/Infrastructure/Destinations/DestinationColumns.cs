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

    /// <summary>The text that a row's meaning is worked out of, as SQL; the same as <see cref="Destination.Meaning"/>.</summary>
    public const string MeaningSql =
        "name || coalesce(': ' || nullif(replace(array_to_string(tags, ', '), '-', ' '), ''), '') || '. ' || description";

    /// <summary>What <see cref="EmbeddedAs"/> of a row should be, as SQL, with the model as the first parameter.</summary>
    public const string EmbeddedAsSql = $"$1 || ':' || md5({MeaningSql})";

    /// <summary>The model in <see cref="EmbeddedAs"/>, as SQL; null where nothing is worked out. It has an index.</summary>
    public const string ModelSql = "left(embedded_as, -33)";

    /// <summary>Keeps what a destination means, and of which text by which model that was worked out.</summary>
    /// <remarks>
    /// Without a meaning, that of another text or model is given up: a place would be found by what it is no more.
    /// </remarks>
    public static void Keep(
        DbContext db,
        Destination destination,
        ReadOnlyMemory<float>? meaning,
        string model
    )
    {
        var (embedding, embeddedAs) = (
            db.Entry(destination).Property(Embedding),
            db.Entry(destination).Property(EmbeddedAs)
        );
        // A sum that tells texts apart, no secret.
        var wanted = $"{model}:{Md5Of(destination.Meaning)}";

        if (meaning is { } numbers)
        {
            (embedding.CurrentValue, embeddedAs.CurrentValue) = (new Vector(numbers), wanted);
        }
        else if (!wanted.Equals(embeddedAs.CurrentValue as string, StringComparison.Ordinal))
        {
            (embedding.CurrentValue, embeddedAs.CurrentValue) = (null, null);
        }
    }

#pragma warning disable CA5351 // The same sum as PostgreSQL's md5(), to compare with it.
    private static string Md5Of(string text) =>
        Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(text)));
#pragma warning restore CA5351
}
