using Enterprise.Infrastructure.Capabilities;
using Enterprise.Infrastructure.Capabilities.Requirements;
using Enterprise.Infrastructure.Capabilities.Servers;
using Enterprise.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Enterprise.Infrastructure.Tests.Capabilities.Requirements;

/// <summary>A model that needs much of a server.</summary>
internal sealed class Cellars(DbContextOptions<Cellars> options) : DbContext(options)
{
    /// <summary>A name of 64 bytes.</summary>
    public const string LongName = "ix_of_the_wines_in_the_cellar_by_their_names_and_the_years_theyre";

    /// <summary>Builds the model and says what a server lacks for it, as <c>dotnet ef</c> does.</summary>
    public static IReadOnlyList<string> Lacking(string server)
    {
        var said = new List<string>();
        var options = new DbContextOptionsBuilder<Cellars>()
            .UseNpgsql(ContextOptions.Provider)
            .ConfigureWarnings(warnings => warnings.Ignore(CoreEventId.ManyServiceProvidersCreatedWarning))
            .WarnOfLacking(DatabaseServer.Parse(server), said.Add)
            .Options;
        using var context = new Cellars(options);
        _ = context.GetService<IDesignTimeModel>().Model;

        return said;
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.HasSequence("labels");
        modelBuilder.Entity<Wine>(wine =>
        {
            wine.ToTable("wines", table => table.HasCheckConstraint("ck_wines_year", "year > 1900"));
            wine.Requires(Capability.Partitioning);
            wine.Property(w => w.Name).HasColumnType("character varying(20000)");
            wine.Property(w => w.Cellar).Requires(Capability.Listen).Requires(Capability.FullTextSearch);
            wine.Property(w => w.Label).HasComputedColumnSql("name || ' ' || year", stored: false);
            wine.Property(w => w.Aged).HasColumnType("interval");
            wine.HasIndex(w => w.Year).HasDatabaseName(LongName).IsUnique().AreNullsDistinct(false);
            wine.HasIndex(w => w.Name)
                .HasDatabaseName("ix_names")
                .HasFilter("year > 2000")
                .IncludeProperties(nameof(Wine.Year));
        });
    }

    private sealed class Wine
    {
        public int Id { get; init; }

        public required string Name { get; init; }

        public int? Year { get; init; }

        public string? Cellar { get; init; }

        public string? Label { get; init; }

        public TimeSpan Aged { get; init; }
    }
}
