using Enterprise.Domain.ProviderKeys;
using Enterprise.Domain.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Enterprise.Infrastructure.ProviderKeys;

/// <summary>The table of keys for outside services: sealed values, never the values.</summary>
internal sealed class ProviderKeyConfiguration : IEntityTypeConfiguration<ProviderKey>
{
    public void Configure(EntityTypeBuilder<ProviderKey> key)
    {
        key.ToTable(
            "provider_keys",
            table =>
            {
                table.HasCheckConstraint("ck_provider_keys_service", Word("service"));
                table.HasCheckConstraint("ck_provider_keys_name", Word("name"));
                table.HasCheckConstraint("ck_provider_keys_sealed_value", "octet_length(sealed_value) > 0");
                table.HasCheckConstraint(
                    "ck_provider_keys_last_four",
                    $"char_length(last_four) <= {ProviderKey.MaxShown}"
                );
                table.HasCheckConstraint(
                    "ck_provider_keys_usage",
                    "usage_count >= 0 AND (usage_count = 0) = (last_used_at IS NULL)"
                );
            }
        );
        key.Property(k => k.Id).ValueGeneratedNever();
        key.Property(k => k.Version).IsRowVersion();
        key.HasIndex(k => new
            {
                k.UserId,
                k.Service,
                k.Name,
            })
            .IsUnique();
        key.HasIndex(k => new
            {
                k.UserId,
                k.CreatedAt,
                k.Id,
            })
            .IsDescending(false, true, true);
        key.HasOne<User>().WithMany().HasForeignKey(k => k.UserId).OnDelete(DeleteBehavior.Cascade);
    }

    private static string Word(string column) => $"{column} ~ '^[a-z0-9-]{{1,{ProviderKey.MaxWord}}}$'";
}
