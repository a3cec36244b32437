using System.Text.Json;
using System.Text.Json.Serialization;
using Enterprise.Application.Time;
using Enterprise.Application.Validation;
using Enterprise.Domain.ApiKeys;
using FluentValidation;

namespace Enterprise.Application.ApiKeys;

/// <summary>An API key as a caller asks for it.</summary>
public sealed record ApiKeyInput : IDocument
{
    /// <inheritdoc cref="ApiKey.Name"/>
    public string? Name { get; init; }

    /// <inheritdoc cref="ApiKey.Scopes"/>
    public IReadOnlyList<string?>? Scopes { get; init; }

    /// <inheritdoc cref="ApiKey.ExpiresAt"/>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <inheritdoc/>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? UnknownMembers { get; set; }
}

internal sealed class ApiKeyInputValidator : AbstractValidator<ApiKeyInput>
{
    public ApiKeyInputValidator(TimeProvider clock)
    {
        this.KnowsAllMembers();
        RuleFor(key => key.Name).RequiredText(ApiKey.MaxName);
        RuleFor(key => key.Scopes)
            .Cascade(CascadeMode.Stop)
            .NotEmpty()
            .WithMessage("At least one scope is required.")
            .Must(scopes => scopes!.All(scope => scope is not null && Scopes.All.Contains(scope)))
            .WithMessage(
                $"Each must be one of: {string.Join(", ", Scopes.All.Order(StringComparer.Ordinal))}."
            );
        RuleFor(key => key.ExpiresAt)
            .Must(end => end is null || end > clock.GetInstant())
            .WithMessage("This must be in the future.");
    }
}
