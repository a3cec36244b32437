using System.Text.Json;
using FluentValidation;

namespace Enterprise.Application.Validation;

/// <summary>A JSON document that remembers the members that it does not know.</summary>
internal interface IDocument
{
    /// <summary>What stood in the JSON object and has no place here; null for nothing.</summary>
    IDictionary<string, JsonElement>? UnknownMembers { get; }

    /// <summary>The paths of all members that have no place here, those of inner documents included.</summary>
    IEnumerable<string> AllUnknownMembers() => UnknownMembers?.Keys ?? [];
}

/// <summary>The rule that a request has no members that the contract does not name.</summary>
internal static class UnknownMembers
{
    public const string Message = "This member is not known here.";

    /// <summary>The paths of a document and of one that stands in it under a name.</summary>
    public static IEnumerable<string> With(this IDocument document, string name, IDocument? inner) =>
        [
            .. document.UnknownMembers?.Keys ?? [],
            .. inner?.UnknownMembers?.Keys.Select(key => $"{name}.{key}") ?? [],
        ];

    /// <summary>Refuses each unknown member by its name.</summary>
    public static void KnowsAllMembers<T>(this AbstractValidator<T> validator)
        where T : IDocument =>
        validator
            .RuleFor(document => document)
            .Custom(
                (document, context) =>
                {
                    foreach (var name in document.AllUnknownMembers())
                    {
                        context.AddFailure(name, Message);
                    }
                }
            );
}
