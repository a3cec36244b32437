using System.Globalization;
using Enterprise.Application.Paging;
using Enterprise.Application.Validation;
using Enterprise.Domain.Vocabularies;

namespace Enterprise.WebApi.Http;

/// <summary>Reads query parameters; all that is wrong with them is said at once.</summary>
internal sealed class QueryParameters(IQueryCollection query)
{
    public const string Limit = "limit";
    public const string Cursor = "cursor";
    public const string UserId = "userId";

    private Dictionary<string, string[]>? _errors;

    /// <summary>The text of a parameter; null where it is not given.</summary>
    public string? Text(string name)
    {
        if (!query.TryGetValue(name, out var values))
        {
            return null;
        }

        return values is [{ Length: > 0 } value] && !value.Contains('\0', StringComparison.Ordinal)
            ? value
            : Refuse<string>(name, "This must be given once, with a value.");
    }

    /// <summary>A UUID; null where it is not given.</summary>
    public Guid? Id(string name) =>
        Text(name) is not { } text ? null
        : Guid.TryParseExact(text, "D", out var id) ? id
        : Refuse<Guid?>(name, "This must be a UUID.");

    /// <summary>A calendar day; null where it is not given.</summary>
    public DateOnly? Day(string name) =>
        Text(name) is not { } text ? null
        : QuerySpan.TryParseDay(text, out var day) ? day
        : Refuse<DateOnly?>(name, "This must be a day such as 2027-05-01.");

    /// <summary>An instant in UTC, or the whole of a day; null where it is not given.</summary>
    public QuerySpan? Span(string name) =>
        Text(name) is not { } text ? null
        : QuerySpan.TryParse(text, out var span) ? span
        : Refuse<QuerySpan?>(
            name,
            "This must be an instant such as 2027-05-01T09:30:00Z or a day such as 2027-05-01."
        );

    /// <summary>A word of a vocabulary; null where it is not given.</summary>
    public T? Word<T>(string name)
        where T : struct, Enum =>
        Text(name) is not { } text ? null
        : Vocabulary<T>.TryParse(text, out var value) ? value
        : RefuseWord<T>(name, Vocabulary<T>.All);

    /// <summary>One of some words, as what it stands for; null where it is not given.</summary>
    public T? OneOf<T>(string name, IReadOnlyDictionary<string, T> words)
        where T : struct =>
        Text(name) is not { } text ? null
        : words.TryGetValue(text, out var value) ? value
        : RefuseWord<T>(name, words.Keys);

    /// <summary>Which part of a list is wanted.</summary>
    public PageRequest Page() => new(ReadLimit(PageRequest.DefaultLimit, PageRequest.MaxLimit), Text(Cursor));

    /// <summary>The most items that are wanted.</summary>
    public int ReadLimit(int otherwise, int most) =>
        Text(Limit) is not { } text ? otherwise
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit)
        && limit >= PageRequest.MinLimit
        && limit <= most
            ? limit
        : Refuse<int>(Limit, $"This must be from {PageRequest.MinLimit} to {most}.");

    /// <summary>Ends the reading.</summary>
    /// <exception cref="InvalidInputException">A parameter was not acceptable.</exception>
    public void MustBeValid()
    {
        if (_errors is not null)
        {
            throw new InvalidInputException(_errors);
        }
    }

    private T? RefuseWord<T>(string name, IEnumerable<string> words)
        where T : struct => Refuse<T?>(name, $"This must be one of: {string.Join(", ", words)}.");

    /// <summary>Refuses a parameter; the first word about it stands.</summary>
    public T? Refuse<T>(string name, string message)
    {
        (_errors ??= new(StringComparer.Ordinal)).TryAdd(name, [message]);

        return default;
    }
}
