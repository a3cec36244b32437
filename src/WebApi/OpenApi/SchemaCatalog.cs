using Enterprise.Application.Paging;
using Enterprise.WebApi.ApiKeys;
using Enterprise.WebApi.Audit;
using Enterprise.WebApi.Destinations;
using Enterprise.WebApi.Operations;
using Enterprise.WebApi.Problems;
using Enterprise.WebApi.ProviderKeys;
using Enterprise.WebApi.SearchHistory;
using Enterprise.WebApi.Trips;
using Enterprise.WebApi.Trips.Stops;
using Enterprise.WebApi.Users;

namespace Enterprise.WebApi.OpenApi;

/// <summary>What is said of each type of the JSON contract, by the name of its schema.</summary>
/// <remarks>Each room describes its own types; a type without a description makes a test fail that says so.</remarks>
internal sealed class SchemaCatalog
{
    private readonly Dictionary<string, TypeFacts> _types = new(StringComparer.Ordinal);

    public SchemaCatalog()
    {
        this.DescribeTrips();
        this.DescribeTripStops();
        this.DescribeUsers();
        this.DescribeApiKeys();
        this.DescribeProviderKeys();
        this.DescribeDestinations();
        this.DescribeSearchHistory();
        this.DescribeAudit();
        this.DescribeHealth();
        this.DescribeProblems();
    }

    /// <summary>The facts of a type, to be added to.</summary>
    public TypeFacts Of<T>() => Of(typeof(T).Name);

    /// <summary>Describes parts of lists of a type, whose example is one of theirs.</summary>
    public void OfPages<T>(string example) =>
        Of($"PageOf{typeof(T).Name}")
            .Member("items", "The rows of this part.", Bounds.Items(0, PageRequest.MaxLimit))
            .Member("nextCursor", "Where the next part begins; null at the end of the list.")
            .Example($$"""{"items": [{{example}}], "nextCursor": null}""");

    /// <summary>The facts of a schema; null where nothing is said of it.</summary>
    public TypeFacts? Find(string schemaName) => _types.GetValueOrDefault(schemaName);

    private TypeFacts Of(string schemaName)
    {
        if (!_types.TryGetValue(schemaName, out var facts))
        {
            _types[schemaName] = facts = new TypeFacts();
        }

        return facts;
    }
}
