using System.Text;
using FluentValidation;

namespace Enterprise.Application.Validation;

/// <summary>Rules for text that PostgreSQL can store and that people can read.</summary>
/// <remarks>Lengths count Unicode code points, as <c>char_length</c> does, not UTF-16 units.</remarks>
internal static class TextRules
{
    /// <summary>Must be there, hold more than white space, and be short enough.</summary>
    public static void RequiredText<T>(this IRuleBuilderInitial<T, string?> rule, int maxLength) =>
        rule.Cascade(CascadeMode.Stop)
            .Required()
            .Must(text => !string.IsNullOrWhiteSpace(text))
            .WithMessage("This must not be blank.")
            .Storable(maxLength);

    /// <summary>Must be there.</summary>
    public static IRuleBuilderOptions<T, TMember> Required<T, TMember>(this IRuleBuilder<T, TMember> rule) =>
        rule.NotNull().WithMessage("This member is required.");

    /// <summary>May be missing; where it is not, it must be short enough.</summary>
    public static void OptionalText<T>(this IRuleBuilderInitial<T, string?> rule, int maxLength) =>
        rule.Cascade(CascadeMode.Stop).Storable(maxLength);

    private static void Storable<T>(this IRuleBuilder<T, string?> rule, int maxLength) =>
        rule.Must(text => text is null || IsWellFormed(text))
            .WithMessage("This must hold neither U+0000 nor half of a surrogate pair.")
            .Must(text => text is null || CodePoints(text) <= maxLength)
            .WithMessage($"This must have at most {maxLength} characters.");

    /// <summary>Whether a text has no NUL and no lone surrogate: PostgreSQL stores neither.</summary>
    public static bool IsWellFormed(string text)
    {
        var rest = text.AsSpan();

        while (!rest.IsEmpty)
        {
            if (rest[0] == '\0' || Rune.DecodeFromUtf16(rest, out _, out var used) != default)
            {
                return false;
            }

            rest = rest[used..];
        }

        return true;
    }

    private static int CodePoints(string text) => text.Length - text.Count(char.IsLowSurrogate);
}
