using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Enterprise.Infrastructure.Secrets;

/// <summary>The table of the key ring, which belongs to nobody; a few rows a year are added to it.</summary>
internal sealed class KeyRingConfiguration : IEntityTypeConfiguration<KeyRingElement>
{
    public void Configure(EntityTypeBuilder<KeyRingElement> element)
    {
        element.ToTable(
            "data_protection_keys",
            table =>
            {
                table.HasCheckConstraint(
                    "ck_data_protection_keys_name",
                    $"char_length(name) BETWEEN 1 AND {KeyRingElement.MaxName}"
                );
                table.HasCheckConstraint("ck_data_protection_keys_signature", "octet_length(signature) = 32");
            }
        );
        element.Property(e => e.Id).ValueGeneratedNever();
        element.HasIndex(e => e.Name).IsUnique();
    }
}
