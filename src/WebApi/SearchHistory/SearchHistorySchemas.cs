using Enterprise.Application.SearchHistory;
using Enterprise.WebApi.OpenApi;

namespace Enterprise.WebApi.SearchHistory;

/// <summary>The types of the search history as the OpenAPI document shows them.</summary>
internal static class SearchHistorySchemas
{
    private const string View = """
        {"id": "01a1fdd4-e877-78da-a61b-cae4b1243aac", "type": "destination",
        "parameters": {"text": "wine and hiking in autumn", "mode": "hybrid", "limit": 10},
        "resultsCount": 10, "durationMs": 7, "createdAt": "2026-11-21T11:19:11.223932Z"}
        """;

    public static void DescribeSearchHistory(this SchemaCatalog schemas)
    {
        schemas
            .Of<SearchRecordView>()
            .Member("id", "The search.")
            .Member("type", "What was searched for.")
            .Replaces("parameters", "What was asked.", Bounds.AnyObject())
            .Member("resultsCount", "How many results were given.", Bounds.Range(0))
            .Member("durationMs", "How long it took, in milliseconds.", Bounds.Range(0))
            .Member("createdAt", "When it was made.")
            .Example(View);
        schemas.OfPages<SearchRecordView>(View);
    }
}
