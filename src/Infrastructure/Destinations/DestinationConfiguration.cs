using Enterprise.Application.Destinations;
using Enterprise.Domain.Destinations;
using Enterprise.Infrastructure.Vectors;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Enterprise.Infrastructure.Destinations;

/// <summary>The table of destinations, which belong to nobody.</summary>
internal sealed class DestinationConfiguration : IEntityTypeConfiguration<Destination>
{
    public void Configure(EntityTypeBuilder<Destination> destination)
    {
        destination.ToTable(
            "destinations",
            table =>
            {
                table.HasCheckConstraint(
                    "ck_destinations_name",
                    $"char_length(name) BETWEEN 1 AND {Destination.MaxName}"
                );
                table.HasCheckConstraint(
                    "ck_destinations_description",
                    $"char_length(description) BETWEEN 1 AND {Destination.MaxDescription}"
                );
                table.HasCheckConstraint("ck_destinations_country", "country ~ '^[A-Z]{2}$'");
                table.HasCheckConstraint("ck_destinations_latitude", "latitude BETWEEN -90 AND 90");
                table.HasCheckConstraint("ck_destinations_longitude", "longitude BETWEEN -180 AND 180");
            }
        );
        destination.Property(d => d.Id).ValueGeneratedNever();
        destination.Property(d => d.Version).IsRowVersion();
        destination.Ignore(d => d.Meaning);
        destination
            .Property<Vector?>(DestinationColumns.Embedding)
            .HasColumnType($"vector({IDestinationIndex.Dimensions})");
        destination.Property<string?>(DestinationColumns.EmbeddedAs);
        destination.HasIndex(d => new { d.Country, d.Id });
        destination.HasIndex(d => d.Tags).HasMethod("gin");
        destination
            .HasIndex(DestinationColumns.Embedding)
            .HasMethod("hnsw")
            .HasOperators("vector_cosine_ops");
        destination.Property(d => d.Country).HasColumnType("character(2)");
    }
}
