using Enterprise.Infrastructure.Caching;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Enterprise.Infrastructure.Migrations.Versions
{
    /// <summary>Says with the commit that what nodes remember of destinations may be wrong.</summary>
    public partial class TellOfChanges : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddChangeFunction();
            migrationBuilder.TellOfChanges("destinations");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.KeepChangesQuiet("destinations");
            migrationBuilder.DropChangeFunction();
        }
    }
}
