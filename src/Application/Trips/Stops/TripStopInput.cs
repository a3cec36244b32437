using System.Text.Json;
using System.Text.Json.Serialization;
using Enterprise.Application.Validation;
using Enterprise.Domain.Trips;
using Enterprise.Domain.Trips.Stops;
using FluentValidation;

namespace Enterprise.Application.Trips.Stops;

/// <summary>A stop as a caller sends it, to be added or to replace another.</summary>
public sealed record TripStopInput : IDocument
{
    /// <inheritdoc cref="TripStopDetails.Day"/>
    public int? Day { get; init; }

    /// <inheritdoc cref="TripStopDetails.StartsAt"/>
    public TimeOnly? StartsAt { get; init; }

    /// <inheritdoc cref="TripStopDetails.EndsAt"/>
    public TimeOnly? EndsAt { get; init; }

    /// <inheritdoc cref="TripStopDetails.Title"/>
    public string? Title { get; init; }

    /// <inheritdoc cref="TripStopDetails.Location"/>
    public string? Location { get; init; }

    /// <inheritdoc cref="TripStopDetails.Category"/>
    public string? Category { get; init; }

    /// <inheritdoc cref="TripStopDetails.Cost"/>
    public MoneyInput? Cost { get; init; }

    /// <inheritdoc cref="TripStopDetails.Notes"/>
    public string? Notes { get; init; }

    /// <inheritdoc/>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? UnknownMembers { get; set; }

    IEnumerable<string> IDocument.AllUnknownMembers() => this.With("cost", Cost);

    internal TripStopDetails ToDetails() =>
        new()
        {
            Day = Day.GetValueOrDefault(),
            StartsAt = StartsAt,
            EndsAt = EndsAt,
            Title = Title!,
            Location = Location,
            Category = Category,
            Cost = Cost?.ToMoney(),
            Notes = Notes,
        };
}

internal sealed class TripStopInputValidator : AbstractValidator<TripStopInput>
{
    private static readonly MoneyInputValidator MoneyRules = new();

    public TripStopInputValidator()
    {
        this.KnowsAllMembers();
        RuleFor(stop => stop.Day)
            .Cascade(CascadeMode.Stop)
            .Required()
            .InclusiveBetween(1, TripDetails.MaxDays + 1)
            .WithMessage("This must be a day of the trip, from 1 on.");
        RuleFor(stop => stop.Title).RequiredText(TripStopDetails.MaxTitle);
        RuleFor(stop => stop.Location).OptionalText(TripStopDetails.MaxLocation);
        RuleFor(stop => stop.Category).OptionalText(TripStopDetails.MaxCategory);
        RuleFor(stop => stop.Notes).OptionalText(TripStopDetails.MaxNotes);
        RuleFor(stop => stop.EndsAt)
            .Must((stop, endsAt) => endsAt is null || stop.StartsAt is null || endsAt > stop.StartsAt)
            .WithMessage("This must be after startsAt.");
        RuleFor(stop => stop.Cost!).SetValidator(MoneyRules).When(stop => stop.Cost is not null);
    }
}
