using System.Text.Json;
using System.Text.Json.Serialization;
using Enterprise.Application.Validation;
using Enterprise.Domain.Countries;
using Enterprise.Domain.Destinations;
using FluentValidation;

namespace Enterprise.Application.Destinations;

/// <summary>A destination as a caller sends it.</summary>
public sealed record DestinationInput : IDocument
{
    /// <inheritdoc cref="Destination.Name"/>
    public string? Name { get; init; }

    /// <inheritdoc cref="Destination.Country"/>
    public string? Country { get; init; }

    /// <inheritdoc cref="Destination.Description"/>
    public string? Description { get; init; }

    /// <summary>Words to filter by; missing, there are none.</summary>
    public IReadOnlyList<string?>? Tags { get; init; }

    /// <inheritdoc cref="Destination.Latitude"/>
    public double? Latitude { get; init; }

    /// <inheritdoc cref="Destination.Longitude"/>
    public double? Longitude { get; init; }

    /// <inheritdoc/>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? UnknownMembers { get; set; }

    /// <summary>A new place of this description; only for input that its validator accepts.</summary>
    internal Destination ToDestination(Guid id) =>
        Destination.Describe(
            id,
            Name!,
            Country!,
            Description!,
            Tags.OrNone(),
            Latitude.GetValueOrDefault(),
            Longitude.GetValueOrDefault()
        );

    /// <summary>Describes a place by this; only for input that its validator accepts.</summary>
    internal void ApplyTo(Destination place) =>
        place.Revise(
            Name!,
            Country!,
            Description!,
            Tags.OrNone(),
            Latitude.GetValueOrDefault(),
            Longitude.GetValueOrDefault()
        );
}

internal sealed class DestinationInputValidator : AbstractValidator<DestinationInput>
{
    public DestinationInputValidator()
    {
        this.KnowsAllMembers();
        RuleFor(place => place.Name).RequiredText(Destination.MaxName);
        RuleFor(place => place.Country)
            .Cascade(CascadeMode.Stop)
            .Required()
            .Must(code => Country.IsAssigned(code!))
            .WithMessage(DestinationRules.NoCountry);
        RuleFor(place => place.Description).RequiredText(Destination.MaxDescription);
        RuleFor(place => place.Tags).AreTags();
        RuleFor(place => place.Latitude)
            .Cascade(CascadeMode.Stop)
            .Required()
            .InclusiveBetween(-90, 90)
            .WithMessage("This must be from -90 to 90.");
        RuleFor(place => place.Longitude)
            .Cascade(CascadeMode.Stop)
            .Required()
            .InclusiveBetween(-180, 180)
            .WithMessage("This must be from -180 to 180.");
    }
}
