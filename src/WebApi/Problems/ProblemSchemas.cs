using Enterprise.WebApi.OpenApi;

namespace Enterprise.WebApi.Problems;

/// <summary>The type of problems as the OpenAPI document shows it; each status has an example of its own.</summary>
internal static class ProblemSchemas
{
    public static void DescribeProblems(this SchemaCatalog schemas) =>
        schemas
            .Of<Problem>()
            .Requires("type")
            .Member("status", "The HTTP status.", Bounds.Range(400, 599))
            .Member(
                "errors",
                "What was wrong with which member or parameter; only with 400.",
                Bounds.NeverNull
            );
}
