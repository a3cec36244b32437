using Enterprise.Domain.Trips;
using Enterprise.Domain.Users;
using Enterprise.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Enterprise.Infrastructure.Trips;

/// <summary>The table of trips; its checks repeat the rules of <see cref="TripDetails"/>.</summary>
internal sealed class TripConfiguration : IEntityTypeConfiguration<Trip>
{
    public void Configure(EntityTypeBuilder<Trip> trip)
    {
        trip.ToTable("trips", Checks);
        trip.Property(t => t.Id).ValueGeneratedNever();
        trip.Property(t => t.Version).IsRowVersion();
        trip.Property(t => t.Kind).HasVocabulary();
        trip.Property(t => t.Status).HasVocabulary();
        trip.ComplexProperty(t => t.Budget, MoneyColumns.Map);
        trip.Ignore(t => t.Details);
        trip.HasIndex(t => new
            {
                t.UserId,
                t.CreatedAt,
                t.Id,
            })
            .IsDescending(false, true, true);
        trip.HasIndex(t => new
        {
            t.UserId,
            t.StartsOn,
            t.Id,
        });
        trip.HasOne<User>().WithMany().HasForeignKey(t => t.UserId).OnDelete(DeleteBehavior.Cascade);
    }

    private static void Checks(TableBuilder<Trip> table)
    {
        table.HasCheckConstraint("ck_trips_title", Text("title", TripDetails.MaxTitle));
        table.HasCheckConstraint("ck_trips_destination", Text("destination", TripDetails.MaxDestination));
        table.HasCheckConstraint(
            "ck_trips_description",
            $"char_length(description) <= {TripDetails.MaxDescription}"
        );
        table.HasCheckConstraint("ck_trips_span", $"ends_on - starts_on BETWEEN 0 AND {TripDetails.MaxDays}");
        table.HasCheckConstraint("ck_trips_travelers", $"travelers BETWEEN 1 AND {TripDetails.MaxTravelers}");
        table.HasCheckConstraint("ck_trips_budget", MoneyColumns.Check("budget"));
        table.HasCheckConstraint("ck_trips_kind", VocabularyColumn.Check<TripKind>("kind"));
        table.HasCheckConstraint("ck_trips_status", VocabularyColumn.Check<TripStatus>("status"));
    }

    private static string Text(string column, int maxLength) =>
        $"char_length({column}) BETWEEN 1 AND {maxLength}";
}
