using FluentValidation;

namespace Enterprise.Application.Validation;

/// <summary>Turns a validator's verdict into <see cref="InvalidInputException"/>.</summary>
internal static class Acceptance
{
    /// <summary>The member of a message that holds the JSON body; members are named from there on.</summary>
    private const string Body = "input.";

    /// <exception cref="InvalidInputException">A rule is broken.</exception>
    public static void MustAccept<T>(this IValidator<T> validator, T instance)
    {
        var verdict = validator.Validate(instance);

        if (!verdict.IsValid)
        {
            throw new InvalidInputException(
                verdict
                    .Errors.GroupBy(error => MemberOf(error.PropertyName), StringComparer.Ordinal)
                    .ToDictionary(
                        errors => errors.Key,
                        errors => errors.Select(error => error.ErrorMessage).ToArray(),
                        StringComparer.Ordinal
                    )
            );
        }
    }

    private static string MemberOf(string path) =>
        path.StartsWith(Body, StringComparison.Ordinal) ? path[Body.Length..] : path;
}
