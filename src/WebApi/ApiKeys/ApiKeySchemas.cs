using Enterprise.Application.ApiKeys;
using Enterprise.Domain.ApiKeys;
using Enterprise.WebApi.OpenApi;
using Microsoft.OpenApi;

namespace Enterprise.WebApi.ApiKeys;

/// <summary>The types of API keys as the OpenAPI document shows them.</summary>
internal static class ApiKeySchemas
{
    private const string Members = """
        "id": "01a1fdd6-5f0e-7a4b-9c3d-8e1f2a3b4c5d", "name": "calendar sync", "prefix": "ent_EXAMPLE0",
        "scopes": ["trips:read"], "createdAt": "2026-11-21T11:19:11.223932Z", "expiresAt": null,
        "lastUsedAt": null, "revokedAt": null
        """;

    private const string View = $$"""{{{Members}}}""";

    private const string Issued = $$"""
        {"secret": "ent_EXAMPLE0EXAMPLE0EXAMPLE0EXAMPLE0EXAMPL", {{Members}}}
        """;

    private static readonly string[] Words = [.. Scopes.All.Order(StringComparer.Ordinal)];

    private static readonly int SecretRest = ApiKeySecret.Length - ApiKeySecret.Mark.Length;
    private static readonly int PrefixRest = ApiKeySecret.PrefixLength - ApiKeySecret.Mark.Length;

    public static void DescribeApiKeys(this SchemaCatalog schemas)
    {
        schemas
            .Of<ApiKeyInput>()
            .WithDetails()
            .Member("expiresAt", "When it shall end, in the future; null for never.")
            .Requires("name", "scopes")
            .Example(
                """{"name": "calendar sync", "scopes": ["trips:read"], "expiresAt": "2099-12-31T23:00:00Z"}"""
            );
        schemas
            .Of<RotationInput>()
            .Member(
                "overlapSeconds",
                "For how many seconds the old key still works; 0 unless it is said otherwise.",
                Bounds.Range(0, RotationInput.MaxOverlapSeconds)
            )
            .Example("""{"overlapSeconds": 3600}""");
        schemas.Of<ApiKeyView>().WithView().Example(View);
        schemas.OfPages<ApiKeyView>(View);
        schemas
            .Of<IssuedApiKey>()
            .WithView()
            .Member("secret", "What the caller presents from now on; shown this once.", IsSecret)
            .Example(Issued);
    }

    private static TypeFacts WithDetails(this TypeFacts key) =>
        key.Member("name", "What its owner calls it.", Bounds.NotBlank(ApiKey.MaxName))
            .Member("scopes", "What it allows; `admin` implies all.", Bounds.Some(Words));

    private static TypeFacts WithView(this TypeFacts key) =>
        key.WithDetails()
            .Member("prefix", "The first characters of the secret.", Bounds.Pattern(Base62(PrefixRest)))
            .Member("expiresAt", "When it ends by itself; null for never.")
            .Member("lastUsedAt", "When it was last presented, to some seconds.")
            .Member("revokedAt", "When it was revoked; null while it is not.")
            .ReadOnly("id", "prefix", "createdAt", "lastUsedAt", "revokedAt");

    private static void IsSecret(OpenApiSchema schema)
    {
        Bounds.NeverNull(schema);
        schema.Pattern = Base62(SecretRest);
    }

    private static string Base62(int length) => $"^{ApiKeySecret.Mark}[0-9A-Za-z]{{{length}}}$";
}
