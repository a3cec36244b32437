using System.Text.Json;
using System.Text.Json.Serialization;
using Enterprise.Application.Validation;
using Enterprise.Domain.Countries;
using FluentValidation;

namespace Enterprise.Application.Destinations;

/// <summary>A search as a caller sends it.</summary>
public sealed record DestinationSearchInput : IDocument
{
    /// <summary>The longest text, in Unicode code points.</summary>
    public const int MaxText = 1000;

    /// <summary>The most results that may be asked for.</summary>
    public const int MaxLimit = 50;

    /// <summary>The results unless it is said otherwise.</summary>
    public const int DefaultLimit = 10;

    /// <summary>What is searched for, in words.</summary>
    public string? Text { get; init; }

    /// <summary>What is searched for, as 384 numbers; instead of the text's own meaning.</summary>
    public IReadOnlyList<float>? Embedding { get; init; }

    /// <summary>What it goes by; missing, meaning and words.</summary>
    public SearchMode? Mode { get; init; }

    /// <summary>The most results.</summary>
    public int? Limit { get; init; }

    /// <summary>The least cosine similarity.</summary>
    public double? MinSimilarity { get; init; }

    /// <summary>Which destinations are searched.</summary>
    public DestinationFilterInput? Filter { get; init; }

    /// <inheritdoc/>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? UnknownMembers { get; set; }

    /// <summary>Whether the meaning of the text is needed.</summary>
    internal bool NeedsMeaning => Embedding is null && Mode is not SearchMode.Text;

    IEnumerable<string> IDocument.AllUnknownMembers() => this.With("filter", Filter);

    /// <summary>The query; only for input that its validator accepts.</summary>
    internal DestinationQuery ToQuery(ReadOnlyMemory<float>? meaning) =>
        new(
            Mode ?? default,
            Text,
            Embedding is { } given ? UnitLength.Of(given) : meaning,
            Limit ?? DefaultLimit,
            MinSimilarity,
            Filter?.Country,
            (Filter?.Tags).OrNone()
        );
}

/// <summary>Which destinations are searched.</summary>
public sealed record DestinationFilterInput : IDocument
{
    /// <summary>Only those of this country.</summary>
    public string? Country { get; init; }

    /// <summary>Only those with all of these tags.</summary>
    public IReadOnlyList<string?>? Tags { get; init; }

    /// <inheritdoc/>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? UnknownMembers { get; set; }
}

internal sealed class DestinationSearchInputValidator : AbstractValidator<DestinationSearchInput>
{
    private static readonly DestinationFilterInputValidator FilterRules = new();

    public DestinationSearchInputValidator()
    {
        this.KnowsAllMembers();
        RuleFor(search => search.Text)
            .Cascade(CascadeMode.Stop)
            .Must((search, text) => text is not null || search.Embedding is not null)
            .WithMessage("A text or an embedding is required.")
            .Must((search, text) => text is not null || search.Mode is not SearchMode.Text)
            .WithMessage("A search by words needs a text.");
        RuleFor(search => search.Text)
            .Must(text => text is null || !string.IsNullOrWhiteSpace(text))
            .WithMessage("This must not be blank.");
        RuleFor(search => search.Text).OptionalText(DestinationSearchInput.MaxText);
        RuleFor(search => search.Embedding)
            .Must(numbers => numbers is null || numbers.Count == IDestinationIndex.Dimensions)
            .WithMessage($"This must have {IDestinationIndex.Dimensions} numbers.")
            .Must(numbers => numbers is null || numbers.All(float.IsFinite))
            .WithMessage("This must hold finite numbers of single precision.")
            .Must(numbers => numbers is null || numbers.Any(number => number is not 0))
            .WithMessage("This must not be all zero: nothing is similar to nothing.");
        RuleFor(search => search.Limit)
            .InclusiveBetween(1, DestinationSearchInput.MaxLimit)
            .WithMessage($"This must be from 1 to {DestinationSearchInput.MaxLimit}.");
        RuleFor(search => search.MinSimilarity)
            .InclusiveBetween(0, 1)
            .WithMessage("This must be from 0 to 1.");
        RuleFor(search => search.Filter!).SetValidator(FilterRules).When(search => search.Filter is not null);
    }
}

internal sealed class DestinationFilterInputValidator : AbstractValidator<DestinationFilterInput>
{
    public DestinationFilterInputValidator()
    {
        RuleFor(filter => filter.Country)
            .Must(code => code is null || Country.IsAssigned(code))
            .WithMessage(DestinationRules.NoCountry);
        RuleFor(filter => filter.Tags).AreTags();
    }
}
