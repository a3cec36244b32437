using System.Text.Json;
using System.Text.Json.Serialization;
using Enterprise.Application.Validation;
using Enterprise.Domain.Currencies;
using FluentValidation;

namespace Enterprise.Application.Trips;

/// <summary>An amount of money as a caller sends it.</summary>
public sealed record MoneyInput : IDocument
{
    /// <summary>The amount: 0 ≤ amount &lt; 10^10, at most two decimals.</summary>
    public decimal? Amount { get; init; }

    /// <summary>An active ISO 4217 code, upper case.</summary>
    public string? Currency { get; init; }

    /// <inheritdoc/>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? UnknownMembers { get; set; }

    internal static MoneyInput? From(Money? money) =>
        money is null ? null : new() { Amount = money.Amount, Currency = money.Currency };

    internal Money ToMoney() => new(Amount.GetValueOrDefault(), Currency ?? "");
}

internal sealed class MoneyInputValidator : AbstractValidator<MoneyInput>
{
    public MoneyInputValidator()
    {
        RuleFor(money => money.Amount)
            .Cascade(CascadeMode.Stop)
            .Required()
            .Must(amount => Money.IsLegal(amount!.Value))
            .WithMessage("This must be at least 0, below 10000000000, with at most two decimals.");

        RuleFor(money => money.Currency)
            .Cascade(CascadeMode.Stop)
            .Required()
            .Must(currency => Currency.IsActive(currency!))
            .WithMessage("This must be an active ISO 4217 code in upper case.");
    }
}
