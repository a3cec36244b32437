using Enterprise.Domain.ApiKeys;
using Enterprise.Domain.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Enterprise.Infrastructure.ApiKeys;

/// <summary>The table of API keys: hashes, never secrets.</summary>
internal sealed class ApiKeyConfiguration : IEntityTypeConfiguration<ApiKey>
{
    public void Configure(EntityTypeBuilder<ApiKey> key)
    {
        key.ToTable(
            "api_keys",
            table =>
            {
                table.HasCheckConstraint(
                    "ck_api_keys_name",
                    $"char_length(name) BETWEEN 1 AND {ApiKey.MaxName}"
                );
                table.HasCheckConstraint(
                    "ck_api_keys_prefix",
                    $"char_length(prefix) = {ApiKeySecret.PrefixLength}"
                );
                table.HasCheckConstraint("ck_api_keys_hash", "octet_length(hash) = 32");
                table.HasCheckConstraint("ck_api_keys_scopes", "cardinality(scopes) > 0");
            }
        );
        key.Property(k => k.Id).ValueGeneratedNever();
        key.Property(k => k.Version).IsRowVersion();
        key.HasIndex(k => k.Hash).IsUnique();
        key.HasIndex(k => new
            {
                k.UserId,
                k.CreatedAt,
                k.Id,
            })
            .IsDescending(false, true, true);
        key.HasOne<User>().WithMany().HasForeignKey(k => k.UserId).OnDelete(DeleteBehavior.Cascade);
    }
}
