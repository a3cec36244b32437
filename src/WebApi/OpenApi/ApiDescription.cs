using System.Text.Json.Serialization;
using Enterprise.Application.Json;
using Enterprise.WebApi.Http;
using Enterprise.WebApi.Operations;
using Enterprise.WebApi.Problems;

namespace Enterprise.WebApi.OpenApi;

/// <summary>The door of the room: the OpenAPI document and a page to try the API from.</summary>
internal static class ApiDescription
{
    private const string DocumentPath = "/openapi/v1.json";
    private const string DocsPrefix = "docs";

    public static void AddApiDescription(this IServiceCollection services)
    {
        services.AddSingleton<SchemaCatalog>();
        // The document's schemas come from the contracts that the answers are written by.
        services.ConfigureHttpJsonOptions(options =>
        {
            options.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
            options.SerializerOptions.TypeInfoResolverChain.Insert(0, ApplicationJson.Contract);
            options.SerializerOptions.TypeInfoResolverChain.Insert(1, ProblemJson.Contract);
            options.SerializerOptions.TypeInfoResolverChain.Insert(2, OperationsJson.Contract);
        });
        services.AddOpenApi(options =>
        {
            options.AddDocumentTransformer<DocumentFacts>();
            options.AddDocumentTransformer<MemberFacts>();
            options.AddDocumentTransformer<VariantFacts>();
            options.AddOperationTransformer<OperationFacts>();
            options.AddOperationTransformer<AnswerFacts>();
            options.AddSchemaTransformer<SchemaFacts>();
        });
    }

    public static void MapApiDescription(this IEndpointRouteBuilder routes) =>
        routes.MapOpenApi(DocumentPath).WithMetadata(new HttpMethodMetadata(Routes.Read));

    /// <summary>Serves the page to whoever asks for it; all other requests go past it.</summary>
    public static void UseDocsPage(this IApplicationBuilder app) =>
        app.UseWhen(
            static http => http.Request.Path.StartsWithSegments($"/{DocsPrefix}", StringComparison.Ordinal),
            static docs =>
                docs.UseSwaggerUI(page =>
                {
                    page.RoutePrefix = DocsPrefix;
                    page.DocumentTitle = "Enterprise API";
                    page.SwaggerEndpoint(DocumentPath, "Enterprise v1");
                    page.EnablePersistAuthorization();
                    page.EnableDeepLinking();
                })
        );
}
