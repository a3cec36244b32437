using Enterprise.Infrastructure.Migrations.Lint;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Enterprise.Infrastructure.Migrations.Versions
{
    /// <summary>Serves the searches for destinations; a few hundred rows are indexed in no time.</summary>
    [LintExempt("create-index", "destinations are few, and seldom changed")]
    public partial class IndexDestinationSearch : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "ix_destinations_country_id",
                table: "destinations",
                columns: new[] { "country", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_destinations_embedding",
                table: "destinations",
                column: "embedding")
                .Annotation("Npgsql:IndexMethod", "hnsw")
                .Annotation("Npgsql:IndexOperators", new[] { "vector_cosine_ops" });

            migrationBuilder.CreateIndex(
                name: "ix_destinations_tags",
                table: "destinations",
                column: "tags")
                .Annotation("Npgsql:IndexMethod", "gin");

            migrationBuilder.Sql("CREATE INDEX ix_destinations_words ON destinations USING gin (words);");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("DROP INDEX ix_destinations_words;");

            migrationBuilder.DropIndex(
                name: "ix_destinations_country_id",
                table: "destinations");

            migrationBuilder.DropIndex(
                name: "ix_destinations_embedding",
                table: "destinations");

            migrationBuilder.DropIndex(
                name: "ix_destinations_tags",
                table: "destinations");
        }
    }
}
