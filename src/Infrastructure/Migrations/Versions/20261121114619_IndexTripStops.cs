using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Enterprise.Infrastructure.Migrations.Versions
{
    /// <inheritdoc />
    public partial class IndexTripStops : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "ix_trip_stops_trip_id_place_id",
                table: "trip_stops",
                columns: new[] { "trip_id", "place", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_trip_stops_user_id",
                table: "trip_stops",
                column: "user_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_trip_stops_trip_id_place_id",
                table: "trip_stops");

            migrationBuilder.DropIndex(
                name: "ix_trip_stops_user_id",
                table: "trip_stops");
        }
    }
}
