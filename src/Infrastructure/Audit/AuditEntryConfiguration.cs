using Enterprise.Application.Audit;
using Enterprise.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Enterprise.Infrastructure.Audit;

/// <summary>The table of the audit log, as it is read; <see cref="AuditTable"/> says how it is made.</summary>
internal sealed class AuditEntryConfiguration : IEntityTypeConfiguration<AuditEntry>
{
    public void Configure(EntityTypeBuilder<AuditEntry> entry)
    {
        entry.ToTable(AuditTable.Name);
        entry.Property(e => e.CreatedAt).HasColumnName("at");
        // The key of a partitioned table holds what it is partitioned by.
        entry.HasKey(e => new { e.CreatedAt, e.Id });
        entry.Property(e => e.Entity).HasVocabulary();
        entry.Property(e => e.Action).HasVocabulary();
        // Not jsonb: preferences may hold numbers that jsonb refuses.
        entry.Property(e => e.Before).HasColumnType("json");
        entry.Property(e => e.After).HasColumnType("json");
        entry.HasIndex(e => new
        {
            e.OwnerId,
            e.CreatedAt,
            e.Id,
        });
        entry.HasIndex(e => new
        {
            e.EntityId,
            e.CreatedAt,
            e.Id,
        });
        entry.HasIndex(e => new
        {
            e.ActorId,
            e.CreatedAt,
            e.Id,
        });
    }
}
