using Enterprise.Infrastructure.Migrations.Lint;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Enterprise.Infrastructure.Migrations.Versions
{
    /// <summary>
    /// Shows in one place which destinations have no embedding, or one of another model: <c>embedded_as</c> is the
    /// model, a colon and the 32 digits of a sum.
    /// </summary>
    [LintExempt("create-index", "destinations are few, and seldom changed")]
    public partial class IndexDestinationModels : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(
                "CREATE INDEX ix_destinations_model ON destinations (left(embedded_as, -33));");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("DROP INDEX ix_destinations_model;");
        }
    }
}
