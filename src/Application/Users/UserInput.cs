using System.Text.Json;
using System.Text.Json.Serialization;
using Enterprise.Application.Json;
using Enterprise.Application.Validation;
using Enterprise.Domain.Users;
using FluentValidation;

namespace Enterprise.Application.Users;

/// <summary>A user as a caller sends them.</summary>
public sealed record UserInput : IDocument
{
    /// <inheritdoc cref="User.Email"/>
    public string? Email { get; init; }

    /// <inheritdoc cref="User.DisplayName"/>
    public string? DisplayName { get; init; }

    /// <summary>A JSON object of the user's own, up to 16 KiB; missing, it is empty.</summary>
    public JsonElement? Preferences { get; init; }

    /// <inheritdoc/>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? UnknownMembers { get; set; }

    internal static UserInput From(User user) =>
        new()
        {
            Email = user.Email,
            DisplayName = user.DisplayName,
            Preferences = StoredJson.Parse(user.Preferences),
        };
}

internal sealed class UserInputValidator : AbstractValidator<UserInput>
{
    public UserInputValidator()
    {
        this.KnowsAllMembers();
        RuleFor(user => user.Email).RequiredText(User.MaxEmail);
        RuleFor(user => user.Email)
            .Must(email => email is null || IsAddress(email))
            .WithMessage("This must be an e-mail address.");
        RuleFor(user => user.DisplayName).RequiredText(User.MaxDisplayName);
        RuleFor(user => user.Preferences)
            .Cascade(CascadeMode.Stop)
            .Must(preferences => preferences!.Value.ValueKind == JsonValueKind.Object)
            .WithMessage("This must be a JSON object.")
            .Must(preferences => preferences!.Value.IsStorable())
            .WithMessage(StorableJson.Message)
            .Must(preferences => UserPreferences.IsShortEnough(preferences!.Value))
            .WithMessage($"This must take at most {User.MaxPreferencesBytes} bytes.")
            .When(user => user.Preferences is not null);
    }

    /// <summary>One <c>@</c> with something on both sides and no white space: only mail itself proves more.</summary>
    private static bool IsAddress(string email)
    {
        var at = email.IndexOf('@', StringComparison.Ordinal);

        return at > 0
            && at == email.LastIndexOf('@')
            && at < email.Length - 1
            && !email.Any(character => char.IsWhiteSpace(character) || char.IsControl(character));
    }
}
