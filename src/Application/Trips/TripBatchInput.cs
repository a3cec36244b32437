using System.Text.Json;
using System.Text.Json.Serialization;
using Enterprise.Application.Validation;
using FluentValidation;

namespace Enterprise.Application.Trips;

/// <summary>Several trips as a caller sends them, to be created together or not at all.</summary>
public sealed record TripBatchInput : IDocument
{
    /// <summary>The most trips of a batch.</summary>
    public const int MaxItems = 500;

    /// <summary>The trips: 1 to 500.</summary>
    public IReadOnlyList<TripInput?>? Items { get; init; }

    /// <inheritdoc/>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? UnknownMembers { get; set; }
}

internal sealed class TripBatchInputValidator : AbstractValidator<TripBatchInput>
{
    public TripBatchInputValidator()
    {
        this.KnowsAllMembers();
        RuleFor(batch => batch.Items)
            .Must(items => items is { Count: >= 1 and <= TripBatchInput.MaxItems })
            .WithMessage($"This must have from 1 to {TripBatchInput.MaxItems} items.")
            .DependentRules(() =>
                RuleForEach(batch => batch.Items)
                    .NotNull()
                    .WithMessage("A trip is required.")
                    .SetValidator(TripInputValidator.OfNewTrips!)
            );
    }
}
