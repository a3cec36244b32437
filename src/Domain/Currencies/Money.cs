namespace Enterprise.Domain.Currencies;

/// <summary>An amount of money in one currency, never a float.</summary>
/// <remarks>
/// <see cref="Amount"/> is at least 0, below <see cref="MaxExclusive"/> and has at most <see cref="Decimals"/>
/// decimals, whatever the currency's own minor unit; it always carries a scale of two, so that the text of an
/// amount is the same before and after it has been stored as <c>numeric(12,2)</c>.
/// </remarks>
public sealed record Money
{
    /// <summary>The first amount that is too large: 10^10.</summary>
    public const decimal MaxExclusive = 10_000_000_000m;

    /// <summary>The number of decimals that an amount may have.</summary>
    public const int Decimals = 2;

    private const decimal ScaleOfTwo = 0.00m;

    /// <summary>Makes an amount of money.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The amount or the currency is not a legal one.</exception>
    public Money(decimal amount, string currency)
    {
        if (!IsLegal(amount))
        {
            throw new ArgumentOutOfRangeException(nameof(amount), amount, "Not a legal amount.");
        }

        if (!Currencies.Currency.IsActive(currency))
        {
            throw new ArgumentOutOfRangeException(nameof(currency), currency, "Not an active ISO 4217 code.");
        }

        Amount = decimal.Round(decimal.Abs(amount), Decimals) + ScaleOfTwo;
        Currency = currency;
    }

    /// <summary>The amount in units of the currency, with a scale of two.</summary>
    public decimal Amount { get; }

    /// <summary>The active ISO 4217 code, upper case.</summary>
    public string Currency { get; }

    /// <summary>Whether an amount is in range and has no more than two decimals.</summary>
    public static bool IsLegal(decimal amount) =>
        amount is >= 0 and < MaxExclusive && decimal.Round(amount, Decimals) == amount;
}
