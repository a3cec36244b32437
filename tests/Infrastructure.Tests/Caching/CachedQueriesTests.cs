using System.Reflection;
using Enterprise.Application.Caching;
using Enterprise.Application.Destinations;
using Enterprise.Infrastructure.Caching;
using Enterprise.Tests.Support.Postgres;

namespace Enterprise.Infrastructure.Tests.Caching;

/// <summary>The cached queries of the application: of each, the database tells what makes its answer outdated.</summary>
public sealed class CachedQueriesTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private static readonly object[] All =
    [
        .. typeof(FindPopularDestinations)
            .Assembly.GetTypes()
            .SelectMany(type =>
                type.GetFields(BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public)
            )
            .Where(field =>
                field.FieldType is { IsGenericType: true } type
                && type.GetGenericTypeDefinition() == typeof(CachedQuery<>)
            )
            .Select(field => field.GetValue(null)!),
    ];

    [Fact]
    public async Task Every_table_that_they_read_tells_of_its_changes()
    {
        await using var owner = await database.ConnectAsOwnerAsync();
        var telling = await owner.ListAsync<string>(
            "SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname IN ('tell_of_change', 'tell_of_owned_change')"
        );

        All.SelectMany(Sources).Select(entity => ChangeTag.Of(entity)).ShouldBeSubsetOf(telling);
    }

    [Fact]
    public void No_two_have_the_same_name()
    {
        All.Length.ShouldBeGreaterThan(1);
        All.Select(query => (string)Member(query, "Name")).ShouldBeUnique();
    }

    private static IReadOnlyList<Type> Sources(object query) => (IReadOnlyList<Type>)Member(query, "Sources");

    private static object Member(object query, string name) =>
        query.GetType().GetProperty(name)!.GetValue(query)!;
}
