using Enterprise.Domain.SearchHistory;
using Enterprise.Domain.Users;
using Enterprise.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Enterprise.Infrastructure.SearchHistory;

/// <summary>The table of searches.</summary>
internal sealed class SearchRecordConfiguration : IEntityTypeConfiguration<SearchRecord>
{
    public void Configure(EntityTypeBuilder<SearchRecord> search)
    {
        search.ToTable(
            "search_history",
            table =>
            {
                table.HasCheckConstraint(
                    "ck_search_history_type",
                    VocabularyColumn.Check<SearchType>("type")
                );
                table.HasCheckConstraint(
                    "ck_search_history_parameters",
                    "json_typeof(parameters) = 'object'"
                );
                table.HasCheckConstraint("ck_search_history_results_count", "results_count >= 0");
                table.HasCheckConstraint("ck_search_history_duration_ms", "duration_ms >= 0");
            }
        );
        search.Property(s => s.Id).ValueGeneratedNever();
        search.Property(s => s.Version).IsRowVersion();
        search.Property(s => s.Type).HasVocabulary();
        search.Property(s => s.Parameters).HasColumnType("json");
        search
            .HasIndex(s => new
            {
                s.UserId,
                s.CreatedAt,
                s.Id,
            })
            .IsDescending(false, true, true);
        search.HasOne<User>().WithMany().HasForeignKey(s => s.UserId).OnDelete(DeleteBehavior.Cascade);
    }
}
