using Enterprise.Domain.Trips;
using Enterprise.Domain.Trips.Stops;
using Enterprise.Domain.Users;
using Enterprise.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Enterprise.Infrastructure.Trips.Stops;

/// <summary>The table of stops; its checks repeat the rules of <see cref="TripStopDetails"/>.</summary>
internal sealed class TripStopConfiguration : IEntityTypeConfiguration<TripStop>
{
    public void Configure(EntityTypeBuilder<TripStop> stop)
    {
        stop.ToTable("trip_stops", Checks);
        stop.Property(s => s.Id).ValueGeneratedNever();
        stop.Property(s => s.Version).IsRowVersion();
        stop.ComplexProperty(s => s.Cost, MoneyColumns.Map);
        stop.HasOne<Trip>().WithMany().HasForeignKey(s => s.TripId).OnDelete(DeleteBehavior.Cascade);
        stop.HasIndex(s => new
        {
            s.TripId,
            s.Place,
            s.Id,
        });
        stop.HasIndex(s => s.UserId);
        stop.HasOne<User>().WithMany().HasForeignKey(s => s.UserId).OnDelete(DeleteBehavior.Cascade);
    }

    private static void Checks(TableBuilder<TripStop> table)
    {
        table.HasCheckConstraint("ck_trip_stops_day", $"day BETWEEN 1 AND {TripDetails.MaxDays + 1}");
        table.HasCheckConstraint("ck_trip_stops_times", "ends_at > starts_at");
        table.HasCheckConstraint(
            "ck_trip_stops_title",
            $"char_length(title) BETWEEN 1 AND {TripStopDetails.MaxTitle}"
        );
        table.HasCheckConstraint(
            "ck_trip_stops_texts",
            $"char_length(location) <= {TripStopDetails.MaxLocation} "
                + $"AND char_length(category) <= {TripStopDetails.MaxCategory} "
                + $"AND char_length(notes) <= {TripStopDetails.MaxNotes}"
        );
        table.HasCheckConstraint("ck_trip_stops_cost", MoneyColumns.Check("cost"));
    }
}
