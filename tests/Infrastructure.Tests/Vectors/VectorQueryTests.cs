using System.Linq.Expressions;
using Enterprise.Infrastructure.Vectors;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Enterprise.Infrastructure.Tests.Vectors;

public sealed class VectorQueryTests(PlacesDatabase database) : IClassFixture<PlacesDatabase>
{
    private readonly Vector _target = new RandomVectors(seed: 2).Unit(PlacesContext.Dimensions);

    private static readonly Func<PlacesContext, Vector, IAsyncEnumerable<Place>> Nearest =
        EF.CompileAsyncQuery(
            (PlacesContext db, Vector target) =>
                db
                    .Places.Where(p => p.Embedding != null)
                    .OrderBy(p => p.Embedding!.CosineDistance(target))
                    .Take(5)
        );

    [Fact]
    public Task The_cosine_distance_is_what_it_is_in_theory() =>
        ShouldAgree(
            "<=>",
            p => p.Embedding!.CosineDistance(_target),
            (a, b) => 1 - Dot(a, b) / (Length(a) * Length(b))
        );

    [Fact]
    public Task The_euclidean_distance_is_what_it_is_in_theory() =>
        ShouldAgree(
            "<->",
            p => p.Embedding!.L2Distance(_target),
            (a, b) => Math.Sqrt(a.Zip(b, (x, y) => Math.Pow((double)x - y, 2)).Sum())
        );

    [Fact]
    public Task The_inner_product_is_negated() =>
        ShouldAgree("<#>", p => p.Embedding!.MaxInnerProduct(_target), (a, b) => -Dot(a, b));

    [Fact]
    public async Task A_compiled_query_finds_the_nearest_of_whatever_vector_it_is_given()
    {
        await using var db = database.Open();
        var all = await db.Places.Where(p => p.Embedding != null).ToListAsync();

        foreach (var target in new[] { _target, all[6].Embedding! })
        {
            var expected = all.OrderBy(p => -Dot(p.Embedding!.ToArray(), target.ToArray())).Take(5);
            var found = new List<Place>();

            await foreach (var place in Nearest(db, target))
            {
                found.Add(place);
            }

            found.ShouldBe(expected);
        }
    }

    [Fact]
    public async Task The_order_by_a_distance_comes_from_the_index()
    {
        await using var db = database.Open();
        var query = db.Places.OrderBy(p => p.Embedding!.CosineDistance(_target)).Take(3);
        await using var command = query.CreateDbCommand();
        command.CommandText = $"EXPLAIN {command.CommandText}";

        (await PlanOf(command)).ShouldContain("Index Scan using \"IX_Places_Embedding\"");
    }

    [Fact]
    public async Task The_order_by_another_distance_does_not()
    {
        await using var db = database.Open();
        await using var command = db
            .Places.OrderBy(p => p.Embedding!.L2Distance(_target))
            .Take(3)
            .CreateDbCommand();
        command.CommandText = $"EXPLAIN {command.CommandText}";

        (await PlanOf(command)).ShouldNotContain("IX_Places_Embedding");
    }

    [Fact]
    public async Task A_distance_is_a_part_of_arithmetic_and_comparison()
    {
        await using var db = database.Open();
        var query = db
            .Places.Where(p => 1 - p.Embedding!.CosineDistance(_target) > -2)
            .Select(p => 2 * (1 - p.Embedding!.CosineDistance(_target)));

        query.ToQueryString().ShouldContain("1.0 - (p.\"Embedding\" <=> @_target)");
        (await query.ToListAsync()).Count.ShouldBe(PlacesDatabase.Count - 1);
    }

    [Fact]
    public async Task A_constant_vector_becomes_a_literal()
    {
        await using var db = database.Open();
        var query = db.Places.Where(p =>
            EF.Property<Vector>(p, "Origin").L2Distance(PlacesContext.Origin) == 0
        );

        query.ToQueryString().ShouldContain("p.\"Origin\" <-> '[0.5,-1]'::vector");
        (await query.CountAsync()).ShouldBe(PlacesDatabase.Count);
    }

    [Fact]
    public async Task A_vector_is_a_parameter_of_raw_sql()
    {
        await using var db = database.Open();
        var raw = db.Database.SqlQuery<double>(
            $"""SELECT "Embedding" <=> {_target} AS "Value" FROM "Places" WHERE "Id" = 1"""
        );
        var linq = db.Places.Where(p => p.Id == 1).Select(p => p.Embedding!.CosineDistance(_target));

        (await raw.SingleAsync()).ShouldBe(await linq.SingleAsync());
    }

    [Fact]
    public async Task The_distance_to_nothing_is_nothing()
    {
        await using var db = database.Open();
        var query = db.Places.Where(p => p.Embedding == null);

        (await query.Select(p => (double?)p.Embedding!.L2Distance(_target)).SingleAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task A_vector_is_compared_as_a_value()
    {
        await using var db = database.Open();
        var first = await db.Places.AsNoTracking().SingleAsync(p => p.Id == 1);
        var copy = new Vector(first.Embedding!.ToArray());
        List<Vector> among = [_target, copy];

        (await db.Places.Where(p => p.Embedding!.Equals(copy)).Select(p => p.Id).SingleAsync()).ShouldBe(1);
        (await db.Places.Where(p => among.Contains(p.Embedding!)).Select(p => p.Id).SingleAsync()).ShouldBe(
            1
        );
        (
            await db.Places.Where(p => p.Views.Contains(first.Views[1])).Select(p => p.Id).SingleAsync()
        ).ShouldBe(1);
    }

    [Fact]
    public async Task A_search_for_another_dimension_fails_on_the_server()
    {
        await using var db = database.Open();
        var query = db.Places.OrderBy(p => p.Embedding!.CosineDistance(PlacesContext.Origin));

        (await Should.ThrowAsync<PostgresException>(query.ToListAsync())).MessageText.ShouldContain(
            "different vector dimensions"
        );
    }

    private static double Dot(float[] a, float[] b) => a.Zip(b, (x, y) => (double)x * y).Sum();

    private static double Length(float[] a) => Math.Sqrt(Dot(a, a));

    private static async Task<string> PlanOf(System.Data.Common.DbCommand explain)
    {
        await explain.Connection!.OpenAsync();
        await using var transaction = await explain.Connection.BeginTransactionAsync();
        await using var setting = explain.Connection.CreateCommand();
        setting.CommandText = "SET LOCAL enable_seqscan = off";
        await setting.ExecuteNonQueryAsync();
        await using var reader = await explain.ExecuteReaderAsync();
        var plan = new List<string>();

        while (await reader.ReadAsync())
        {
            plan.Add(reader.GetString(0));
        }

        return string.Join('\n', plan);
    }

    private async Task ShouldAgree(
        string symbol,
        Expression<Func<Place, double>> distance,
        Func<float[], float[], double> theory
    )
    {
        await using var db = database.Open();
        var places = db.Places.Where(p => p.Embedding != null).OrderBy(p => p.Id);
        var query = places.Select(distance);
        query.ToQueryString().ShouldContain($"p.\"Embedding\" {symbol} @_target");

        var distances = await query.ToListAsync();
        var expected = (await places.ToListAsync()).Select(p =>
            theory(p.Embedding!.ToArray(), _target.ToArray())
        );

        distances.Count.ShouldBe(PlacesDatabase.Count - 1);
        distances.ShouldBe(expected, tolerance: 1e-6);
    }
}
