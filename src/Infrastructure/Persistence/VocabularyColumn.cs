using Enterprise.Domain.Vocabularies;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Enterprise.Infrastructure.Persistence;

/// <summary>Columns that hold a word of a vocabulary.</summary>
internal static class VocabularyColumn
{
    /// <summary>Stores an enumeration as its word.</summary>
    public static PropertyBuilder<T> HasVocabulary<T>(this PropertyBuilder<T> property)
        where T : struct, Enum =>
        property.HasConversion(value => Vocabulary<T>.WordFor(value), word => Vocabulary<T>.ValueOf(word));

    /// <summary>The check constraint that a column holds one of the words.</summary>
    public static string Check<T>(string column)
        where T : struct, Enum =>
        $"{column} IN ({string.Join(", ", Vocabulary<T>.All.Select(word => $"'{word}'"))})";
}
