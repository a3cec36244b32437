using Enterprise.WebApi.OpenApi;

namespace Enterprise.WebApi.Operations;

/// <summary>The types of health as the OpenAPI document shows them.</summary>
internal static class HealthSchemas
{
    public static void DescribeHealth(this SchemaCatalog schemas) =>
        schemas
            .Of<HealthView>()
            .Member("status", "In one word.", Bounds.Words([HealthView.Healthy.Status]))
            .Example($$"""{"status": "{{HealthView.Healthy.Status}}"}""");
}
