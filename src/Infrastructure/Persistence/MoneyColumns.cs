using Enterprise.Domain.Currencies;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Enterprise.Infrastructure.Persistence;

/// <summary>Money as two columns that are null together.</summary>
internal static class MoneyColumns
{
    /// <summary>Maps an amount and its currency.</summary>
    public static void Map(ComplexPropertyBuilder<Money> property)
    {
        property.Property(money => money.Amount).HasColumnType("numeric(12,2)");
        property.Property(money => money.Currency).HasColumnType("character(3)");
    }

    /// <summary>The check constraint that the columns of a name repeat the rules of <see cref="Money"/>.</summary>
    public static string Check(string name) =>
        $"({name}_amount IS NULL) = ({name}_currency IS NULL) AND {name}_amount >= 0 "
        + $"AND {name}_amount < {Money.MaxExclusive} AND {name}_currency ~ '^[A-Z]{{{Currency.CodeLength}}}$'";
}
