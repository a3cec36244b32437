using System.Text.Json;
using System.Text.Json.Serialization;
using Enterprise.Application.Validation;
using Enterprise.Domain.Trips;
using FluentValidation;

namespace Enterprise.Application.Trips;

/// <summary>A trip as a caller sends it, to be created or to replace another.</summary>
public sealed record TripInput : IDocument
{
    /// <inheritdoc cref="TripDetails.Title"/>
    public string? Title { get; init; }

    /// <inheritdoc cref="TripDetails.Destination"/>
    public string? Destination { get; init; }

    /// <inheritdoc cref="TripDetails.Description"/>
    public string? Description { get; init; }

    /// <inheritdoc cref="TripDetails.StartsOn"/>
    public DateOnly? StartsOn { get; init; }

    /// <inheritdoc cref="TripDetails.EndsOn"/>
    public DateOnly? EndsOn { get; init; }

    /// <inheritdoc cref="TripDetails.Budget"/>
    public MoneyInput? Budget { get; init; }

    /// <inheritdoc cref="TripDetails.Travelers"/>
    public int? Travelers { get; init; }

    /// <inheritdoc cref="TripDetails.Kind"/>
    public TripKind? Kind { get; init; }

    /// <summary>The status to move to; missing, it stays. Not on creation.</summary>
    public TripStatus? Status { get; init; }

    /// <inheritdoc/>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? UnknownMembers { get; set; }

    IEnumerable<string> IDocument.AllUnknownMembers() => this.With("budget", Budget);

    internal static TripInput From(Trip trip) =>
        new()
        {
            Title = trip.Title,
            Destination = trip.Destination,
            Description = trip.Description,
            StartsOn = trip.StartsOn,
            EndsOn = trip.EndsOn,
            Budget = MoneyInput.From(trip.Budget),
            Travelers = trip.Travelers,
            Kind = trip.Kind,
            Status = trip.Status,
        };

    /// <summary>The details, defaults filled in; only for input that its validator accepts.</summary>
    internal TripDetails ToDetails() =>
        new()
        {
            Title = Title!,
            Destination = Destination!,
            Description = Description,
            StartsOn = StartsOn.GetValueOrDefault(),
            EndsOn = EndsOn.GetValueOrDefault(),
            Budget = Budget?.ToMoney(),
            Travelers = Travelers ?? TripDetails.DefaultTravelers,
            Kind = Kind ?? default,
        };
}

internal sealed class TripInputValidator : AbstractValidator<TripInput>
{
    private static readonly MoneyInputValidator MoneyRules = new();

    /// <summary>The rules of a trip that is to be created: those of any trip, and that it has no status yet.</summary>
    public static TripInputValidator OfNewTrips { get; } = new(isNew: true);

    public TripInputValidator()
        : this(isNew: false) { }

    private TripInputValidator(bool isNew)
    {
        this.KnowsAllMembers();
        RuleFor(trip => trip.Title).RequiredText(TripDetails.MaxTitle);
        RuleFor(trip => trip.Destination).RequiredText(TripDetails.MaxDestination);
        RuleFor(trip => trip.Description).OptionalText(TripDetails.MaxDescription);
        RuleFor(trip => trip.StartsOn).Required();
        RuleFor(trip => trip.EndsOn)
            .Cascade(CascadeMode.Stop)
            .Required()
            .Must(
                (trip, endsOn) =>
                    trip.StartsOn is not { } start || TripDetails.IsLegalSpan(start, endsOn!.Value)
            )
            .WithMessage($"This must be startsOn or at most {TripDetails.MaxDays} days after it.");
        RuleFor(trip => trip.Travelers)
            .InclusiveBetween(1, TripDetails.MaxTravelers)
            .WithMessage($"This must be from 1 to {TripDetails.MaxTravelers}.");

        if (isNew)
        {
            RuleFor(trip => trip.Status)
                .Null()
                .WithMessage("A trip begins in planning; the status may not be sent.");
        }

        RuleFor(trip => trip.Budget!).SetValidator(MoneyRules).When(trip => trip.Budget is not null);
    }
}
