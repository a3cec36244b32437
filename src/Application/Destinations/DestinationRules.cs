using Enterprise.Domain.Destinations;
using FluentValidation;

namespace Enterprise.Application.Destinations;

/// <summary>Rules that destinations and searches for them share.</summary>
internal static class DestinationRules
{
    public const string NoCountry = "This must be a country code of ISO 3166-1 alpha-2, in upper case.";

    /// <summary>May be missing; where they are not, each is a tag and stands once.</summary>
    public static void AreTags<T>(this IRuleBuilderInitial<T, IReadOnlyList<string?>?> rule) =>
        rule.Cascade(CascadeMode.Stop)
            .Must(tags => tags is null || tags.Count <= Destination.MaxTags)
            .WithMessage($"There are at most {Destination.MaxTags} of them.")
            .Must(tags => tags is null || tags.All(tag => Destination.IsTag(tag)))
            .WithMessage("Each is 1 to 50 of a-z, 0-9 and '-'.")
            .Must(tags => tags is null || tags.Distinct(StringComparer.Ordinal).Count() == tags.Count)
            .WithMessage("Each stands once.");

    /// <summary>The tags; none where there are none.</summary>
    public static IReadOnlyList<string> OrNone(this IReadOnlyList<string?>? tags) =>
        [.. (tags ?? []).OfType<string>()];
}
