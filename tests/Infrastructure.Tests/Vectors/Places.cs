using Enterprise.Infrastructure.Vectors;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Enterprise.Infrastructure.Tests.Vectors;

/// <summary>Something with an embedding, as a model of the product will have it.</summary>
internal sealed class Place
{
    public int Id { get; init; }

    public required string Name { get; set; }

    public Vector? Embedding { get; set; }

    public Vector[] Views { get; set; } = [];
}

/// <summary>Places, found by cosine distance.</summary>
internal sealed class PlacesContext(DbContextOptions options) : DbContext(options)
{
    public const int Dimensions = 384;

    public DbSet<Place> Places => Set<Place>();

    /// <summary>The default of a column, and a constant to the compiler of queries.</summary>
    public static readonly Vector Origin = new(new[] { 0.5f, -1f });

    public static PlacesContext On(NpgsqlDataSource dataSource) =>
        new(new DbContextOptionsBuilder().UseNpgsql(dataSource, npgsql => npgsql.UseVector()).Options);

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.HasPostgresExtension("vector");
        modelBuilder.Entity<Place>(place =>
        {
            place.Property(p => p.Id).ValueGeneratedNever();
            place.Property(p => p.Embedding).HasColumnType($"vector({Dimensions})");
            place.Property<Vector>(nameof(Origin)).HasMaxLength(2).HasDefaultValue(Origin);
            place.HasIndex(p => p.Embedding).HasMethod("hnsw").HasOperators("vector_cosine_ops");
        });
    }
}
