using System.Linq.Expressions;
using Enterprise.Infrastructure.Vectors;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Enterprise.Infrastructure.Tests.Vectors;

public sealed class VectorModelTests(PlacesDatabase database) : IClassFixture<PlacesDatabase>
{
    private readonly RandomVectors _random = new(seed: 3);

    [Fact]
    public void The_script_of_a_model_has_the_type_with_its_dimensions()
    {
        using var db = database.Open();
        var script = db.Database.GenerateCreateScript();

        script.ShouldContain("\"Embedding\" vector(384),");
        script.ShouldContain("\"Views\" vector[] NOT NULL");
        script.ShouldContain("\"Origin\" vector(2) DEFAULT '[0.5,-1]'::vector");
        script.ShouldContain("USING hnsw (\"Embedding\" vector_cosine_ops)");
    }

    [Fact]
    public async Task A_default_of_the_column_comes_back()
    {
        await using var db = database.Open();
        var origin = await db.Places.Select(p => EF.Property<Vector>(p, "Origin")).FirstAsync();

        origin.ShouldBe(PlacesContext.Origin);
    }

    [Fact]
    public async Task A_replaced_vector_is_saved_and_an_equal_one_is_not()
    {
        await using var db = database.Open();
        var place = await db.Places.SingleAsync(p => p.Id == 2);
        var embedding = db.Entry(place).Property(p => p.Embedding);

        place.Embedding = new Vector(place.Embedding!.ToArray());
        db.ChangeTracker.DetectChanges();
        embedding.IsModified.ShouldBeFalse();
        (await db.SaveChangesAsync()).ShouldBe(0);

        place.Embedding = _random.Unit(PlacesContext.Dimensions);
        db.ChangeTracker.DetectChanges();
        embedding.IsModified.ShouldBeTrue();
        (await db.SaveChangesAsync()).ShouldBe(1);

        await using var later = database.Open();
        (await later.Places.SingleAsync(p => p.Id == 2)).Embedding.ShouldBe(place.Embedding);
    }

    [Fact]
    public async Task A_vector_is_removed_by_null()
    {
        await using var db = database.Open();
        var place = await db.Places.SingleAsync(p => p.Id == 3);
        place.Embedding = null;
        await db.SaveChangesAsync();

        await using var later = database.Open();
        (await later.Places.SingleAsync(p => p.Id == 3)).Embedding.ShouldBeNull();
    }

    [Fact]
    public async Task A_vector_is_set_in_bulk()
    {
        await using var db = database.Open();
        var embedding = _random.Unit(PlacesContext.Dimensions);
        await db
            .Places.Where(p => p.Id == 4)
            .ExecuteUpdateAsync(set => set.SetProperty(p => p.Embedding, embedding));

        (await db.Places.SingleAsync(p => p.Id == 4)).Embedding.ShouldBe(embedding);
    }

    [Fact]
    public async Task A_wrong_dimension_is_refused_by_the_column()
    {
        await using var db = database.Open();
        db.Add(
            new Place
            {
                Id = 1000,
                Name = "Flatland",
                Embedding = _random.Unit(2),
            }
        );

        var failure = await Should.ThrowAsync<DbUpdateException>(db.SaveChangesAsync());
        failure
            .InnerException.ShouldBeOfType<PostgresException>()
            .MessageText.ShouldBe("expected 384 dimensions, not 2");
    }

    [Fact]
    public async Task A_context_with_a_connection_string_needs_no_data_source_of_its_own()
    {
        await using var db = new PlacesContext(
            new DbContextOptionsBuilder()
                .UseNpgsql(database.ConnectionString, npgsql => npgsql.UseVector())
                .Options
        );

        (await db.Places.Where(p => p.Id == 5).Select(p => p.Embedding).SingleAsync()).ShouldNotBeNull();
    }

    [Fact]
    public void Contexts_with_vectors_share_the_services_of_the_framework()
    {
        using var one = database.Open();
        using var other = database.Open();

        ServicesOf(other).ShouldBeSameAs(ServicesOf(one));

        static object ServicesOf(DbContext db) => db.GetService<IRelationalTypeMappingSource>();
    }

    [Theory]
    [InlineData("vector", typeof(Vector))]
    [InlineData("vector(3)", typeof(Vector))]
    [InlineData("vector(3)", null)]
    [InlineData(null, typeof(Vector))]
    public void Every_way_to_ask_for_the_type_finds_it(string? storeType, Type? type)
    {
        using var db = database.Open();
        var types = db.GetService<IRelationalTypeMappingSource>();
        var mapping = type is null ? types.FindMapping(storeType!) : types.FindMapping(type, storeType);

        mapping!.ClrType.ShouldBe(typeof(Vector));
        mapping.StoreType.ShouldBe(storeType ?? "vector");
    }

    [Fact]
    public void A_vector_is_no_text_and_no_text_is_a_vector()
    {
        using var db = database.Open();
        var types = db.GetService<IRelationalTypeMappingSource>();

        types.FindMapping(typeof(Vector), "text").ShouldBeNull();
        types.FindMapping(typeof(string), "text")!.ClrType.ShouldBe(typeof(string));
    }

    [Fact]
    public void A_migration_names_a_vector_in_code()
    {
        using var db = database.Open();
        var vector = _random.Unit(3);
        var literal = db.GetService<IRelationalTypeMappingSource>()
            .FindMapping(typeof(Vector))!
            .GenerateCodeLiteral(vector);

        Expression.Lambda<Func<Vector>>(literal).Compile()().ShouldBe(vector);
    }
}
