using Enterprise.Application.Idempotency;
using Enterprise.Domain.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Enterprise.Infrastructure.Idempotency;

/// <summary>The table of requests that were carried out and must not be again.</summary>
internal sealed class IdempotencyRecordConfiguration : IEntityTypeConfiguration<IdempotencyRecord>
{
    public void Configure(EntityTypeBuilder<IdempotencyRecord> record)
    {
        record.ToTable(
            "idempotency_records",
            table =>
            {
                table.HasCheckConstraint(
                    "ck_idempotency_records_key",
                    $"key ~ '^[!-~]{{1,{IdempotentRequest.MaxKey}}}$'"
                );
                table.HasCheckConstraint(
                    "ck_idempotency_records_fingerprint",
                    "octet_length(fingerprint) = 32"
                );
                table.HasCheckConstraint("ck_idempotency_records_status", "status BETWEEN 200 AND 299");
            }
        );
        record.HasKey(r => new
        {
            r.UserId,
            r.Key,
            r.Method,
            r.Path,
        });
        record.HasIndex(r => r.CreatedAt);
        record
            .HasIndex(r => r.CreatedAt, "ix_idempotency_records_sealed")
            .HasFilter("sealed_body IS NOT NULL");
        record.HasOne<User>().WithMany().HasForeignKey(r => r.UserId).OnDelete(DeleteBehavior.Cascade);
    }
}
