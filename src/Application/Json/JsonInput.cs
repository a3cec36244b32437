using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Enterprise.Application.Validation;

namespace Enterprise.Application.Json;

/// <summary>Reads JSON that somebody else wrote; whatever is wrong with it is named, never thrown at them.</summary>
public static class JsonInput
{
    private const string Document = "$";

    /// <summary>Reads a document from a stream.</summary>
    /// <exception cref="InvalidInputException">It is not JSON, or not of the expected shape.</exception>
    public static async Task<T> ReadAsync<T>(
        Stream stream,
        JsonTypeInfo<T> type,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return NotNull(await JsonSerializer.DeserializeAsync(stream, Strict(type), cancellationToken));
        }
        catch (JsonException exception)
        {
            throw Refusal(exception);
        }
    }

    /// <summary>Reads a document from JSON that has been parsed.</summary>
    /// <exception cref="InvalidInputException">It is not of the expected shape.</exception>
    public static T Read<T>(JsonElement element, JsonTypeInfo<T> type)
    {
        try
        {
            return NotNull(element.Deserialize(type));
        }
        catch (JsonException exception)
        {
            throw Refusal(exception);
        }
    }

    /// <summary>The same contract with its limit to nesting, which what is written has not.</summary>
    private static JsonTypeInfo<T> Strict<T>(JsonTypeInfo<T> type) =>
        ApplicationJson.Default.GetTypeInfo(typeof(T)) as JsonTypeInfo<T> ?? type;

    private static T NotNull<T>(T? document) =>
        document ?? throw new InvalidInputException(Document, "A JSON object is required.");

    private static InvalidInputException Refusal(JsonException exception) =>
        exception switch
        {
            JsonMemberException => new(MemberAt(exception.Path), exception.Message),
            { Path: not (null or Document) } => new(
                MemberAt(exception.Path),
                "This is not of the expected type, not well-formed, or given twice."
            ),
            _ => new(Document, "This is not a well-formed JSON object of the expected shape."),
        };

    /// <summary>From a path such as <c>$.budget.amount</c> to the member's name.</summary>
    private static string MemberAt(string? path) =>
        path is null or Document ? Document : path[Document.Length..].TrimStart('.');
}
