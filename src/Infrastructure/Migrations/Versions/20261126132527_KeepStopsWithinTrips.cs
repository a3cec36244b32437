using Enterprise.Infrastructure.RowLevelSecurity;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Enterprise.Infrastructure.Migrations.Versions
{
    /// <summary>Lets nobody put a stop into a trip of somebody else.</summary>
    public partial class KeepStopsWithinTrips : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.KeepWithinOwn("trip_stops", parent: "trips", key: "trip_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("DROP POLICY within_own ON trip_stops;");
        }
    }
}
