using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Enterprise.Application.Json;
using Enterprise.Application.Validation;
using FluentValidation;

namespace Enterprise.Application.MergePatch;

/// <summary>Merge patch as RFC 7396 defines it: present members replace, null removes, objects merge.</summary>
internal static class JsonMergePatch
{
    /// <summary>The document as it shall be after the patch; a patch is thus a replacement in short.</summary>
    /// <param name="patch">The patch; it must be a JSON object.</param>
    /// <param name="current">The document as it is.</param>
    /// <param name="type">How both look as JSON.</param>
    /// <param name="validator">The rules that the outcome must keep.</param>
    /// <exception cref="InvalidInputException">The patch, or what comes of it, is not valid.</exception>
    public static T Apply<T>(JsonElement patch, T current, JsonTypeInfo<T> type, IValidator<T> validator)
    {
        var document = JsonSerializer.SerializeToNode(current, type);
        var merged = Merge(document, JsonObject.Create(patch));
        var outcome = JsonInput.Read(
            JsonSerializer.SerializeToElement(merged, ApplicationJson.Contract.JsonNode),
            type
        );
        validator.MustAccept(outcome);

        return outcome;
    }

    /// <summary>
    /// Refuses a patch that is no object, names what the document does not have, or cannot be stored.
    /// </summary>
    /// <remarks>
    /// Done apart from the merge, for there a null would remove an unknown member unseen, and half of a
    /// surrogate pair could not be written down.
    /// </remarks>
    /// <exception cref="InvalidInputException">The patch is not one of such a document.</exception>
    public static void MustFit<T>(JsonElement patch, JsonTypeInfo<T> type)
        where T : IDocument
    {
        if (patch.ValueKind != JsonValueKind.Object)
        {
            throw new InvalidInputException("$", "A merge patch must be a JSON object.");
        }

        MustBeNone(JsonInput.Read(patch, type).AllUnknownMembers(), UnknownMembers.Message);
        MustBeNone(
            patch.EnumerateObject().Where(member => !member.Value.IsStorable()).Select(member => member.Name),
            StorableJson.Message
        );
    }

    private static void MustBeNone(IEnumerable<string> members, string message)
    {
        var errors = members.ToDictionary(name => name, string[] (_) => [message], StringComparer.Ordinal);

        if (errors.Count > 0)
        {
            throw new InvalidInputException(errors);
        }
    }

    private static JsonObject Merge(JsonNode? target, JsonObject? patch)
    {
        var merged = target as JsonObject ?? [];

        foreach (var (name, value) in patch ?? [])
        {
            merged.Remove(name, out var before);

            if (value is JsonObject inner)
            {
                merged[name] = Merge(before, inner);
            }
            else if (value is not null)
            {
                merged[name] = value.DeepClone();
            }
        }

        return merged;
    }
}
