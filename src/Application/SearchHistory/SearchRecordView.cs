using System.Linq.Expressions;
using System.Text.Json;
using Enterprise.Application.Json;
using Enterprise.Domain.SearchHistory;

namespace Enterprise.Application.SearchHistory;

/// <summary>A search as the user who made it sees it.</summary>
public sealed record SearchRecordView
{
    /// <summary>The projection that reads use.</summary>
    internal static readonly Expression<Func<SearchRecord, SearchRecordView>> Projection =
        search => new SearchRecordView
        {
            Id = search.Id,
            Type = search.Type,
            Parameters = StoredJson.Parse(search.Parameters),
            ResultsCount = search.ResultsCount,
            DurationMs = search.DurationMs,
            CreatedAt = search.CreatedAt,
        };

    /// <inheritdoc cref="SearchRecord.Id"/>
    public required Guid Id { get; init; }

    /// <inheritdoc cref="SearchRecord.Type"/>
    public required SearchType Type { get; init; }

    /// <inheritdoc cref="SearchRecord.Parameters"/>
    public required JsonElement Parameters { get; init; }

    /// <inheritdoc cref="SearchRecord.ResultsCount"/>
    public required int ResultsCount { get; init; }

    /// <inheritdoc cref="SearchRecord.DurationMs"/>
    public required int DurationMs { get; init; }

    /// <inheritdoc cref="SearchRecord.CreatedAt"/>
    public required DateTimeOffset CreatedAt { get; init; }
}
