using Enterprise.WebApi.Authentication;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Enterprise.WebApi.OpenApi;

/// <summary>What holds for the whole API.</summary>
internal sealed class DocumentFacts : IOpenApiDocumentTransformer
{
    public const string BearerScheme = "bearer";
    public const string HeaderScheme = "apiKey";
    public const string BasicScheme = "basic";

    public Task TransformAsync(
        OpenApiDocument document,
        OpenApiDocumentTransformerContext context,
        CancellationToken cancellationToken
    )
    {
        document.Info = new OpenApiInfo
        {
            Title = "Enterprise",
            Version = "v1",
            Description =
                "Trips, users, API keys, destinations that are found by what they are like, and the audit log, "
                + "on a PostgreSQL data layer that keeps its promises. "
                + "Every GET answers HEAD.",
        };
        // The server is wherever this document was fetched from.
        document.Servers = [new OpenApiServer { Url = "/" }];
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>(
            StringComparer.Ordinal
        )
        {
            [BearerScheme] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                Description = "An API key: ent_ and 38 characters.",
            },
            [HeaderScheme] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.ApiKey,
                In = ParameterLocation.Header,
                Name = ApiKeyScheme.HeaderName,
                Description = "The same key in a header field of its own.",
            },
            [BasicScheme] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "basic",
                Description = "The same key as the password, for browsers; the user's name does not matter.",
            },
        };

        foreach (var path in document.Paths.Values)
        {
            // Every GET answers HEAD: said once above instead of at each path.
            path.Operations?.Remove(HttpMethod.Head);
        }

        return Task.CompletedTask;
    }
}
