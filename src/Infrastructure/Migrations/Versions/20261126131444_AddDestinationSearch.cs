using Enterprise.Infrastructure.Destinations;
using Enterprise.Infrastructure.Vectors;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Enterprise.Infrastructure.Migrations.Versions
{
    /// <summary>Lets destinations be found by meaning and by words, and tells which are popular.</summary>
    public partial class AddDestinationSearch : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "embedded_as",
                table: "destinations",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<Vector>(
                name: "embedding",
                table: "destinations",
                type: "vector(384)",
                nullable: true);

            migrationBuilder.AddColumn<uint>(
                name: "xmin",
                table: "destinations",
                type: "xid",
                rowVersion: true,
                nullable: false,
                defaultValue: 0u);

            migrationBuilder.AddDestinationWords();
            migrationBuilder.CountPopularDestinations();
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.ForgoPopularDestinations();
            migrationBuilder.DropDestinationWords();

            migrationBuilder.DropColumn(
                name: "embedded_as",
                table: "destinations");

            migrationBuilder.DropColumn(
                name: "embedding",
                table: "destinations");

            migrationBuilder.DropColumn(
                name: "xmin",
                table: "destinations");

        }
    }
}
