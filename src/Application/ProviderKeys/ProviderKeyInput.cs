using System.Text.Json;
using System.Text.Json.Serialization;
using Enterprise.Application.Time;
using Enterprise.Application.Validation;
using Enterprise.Domain.ProviderKeys;
using FluentValidation;

namespace Enterprise.Application.ProviderKeys;

/// <summary>A key for an outside service as its owner hands it over.</summary>
public sealed record ProviderKeyInput : IDocument
{
    /// <summary>The key itself: 1 to 4096 code points, not blank.</summary>
    public string? Value { get; init; }

    /// <inheritdoc cref="ProviderKey.ExpiresAt"/>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <inheritdoc/>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? UnknownMembers { get; set; }

    /// <summary>Leaves the value out, so that no log can show it.</summary>
    public override string ToString() => nameof(ProviderKeyInput);
}

internal sealed class ProviderKeyInputValidator : AbstractValidator<ProviderKeyInput>
{
    public ProviderKeyInputValidator(TimeProvider clock)
    {
        this.KnowsAllMembers();
        RuleFor(key => key.Value).RequiredText(ProviderKey.MaxValue);
        RuleFor(key => key.ExpiresAt)
            .Must(end => end is null || end > clock.GetInstant())
            .WithMessage("This must be in the future.");
    }
}
