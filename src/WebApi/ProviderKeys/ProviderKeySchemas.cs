using Enterprise.Application.ProviderKeys;
using Enterprise.Domain.ProviderKeys;
using Enterprise.WebApi.Http;
using Enterprise.WebApi.OpenApi;

namespace Enterprise.WebApi.ProviderKeys;

/// <summary>The types of keys for outside services as the OpenAPI document shows them.</summary>
internal static class ProviderKeySchemas
{
    private const string View = """
        {"service": "openai", "name": "default", "lastFour": "wxyz", "expiresAt": null,
        "createdAt": "2026-11-21T11:19:11.223932Z", "lastUsedAt": null, "usageCount": 0}
        """;

    public static void DescribeProviderKeys(this SchemaCatalog schemas)
    {
        schemas
            .Of<ProviderKeyInput>()
            .Member("value", "The key itself; it never comes back.", Bounds.NotBlank(ProviderKey.MaxValue))
            .Member("expiresAt", "When it ends, in the future; null for never.")
            .Requires("value")
            .Example("""{"value": "sk-example-abcdefghijklmnopqrstuvwxyz", "expiresAt": null}""");
        schemas
            .Of<ProviderKeyView>()
            .Member("service", "The outside service.", Bounds.Pattern(WordParameter.Pattern))
            .Member("name", "What tells several keys for it apart.", Bounds.Pattern(WordParameter.Pattern))
            .Member("lastFour", "How the value ends; less of a short one.", Bounds.UpTo(ProviderKey.MaxShown))
            .Member("expiresAt", "When it ends; null for never.")
            .Member("createdAt", "When a key was first stored under this name.")
            .Member("lastUsedAt", "When it was last used; null for never.")
            .Member("usageCount", "How often it was used.", Bounds.Range(0))
            .ReadOnly("lastFour", "createdAt", "lastUsedAt", "usageCount")
            .Example(View);
        schemas.OfPages<ProviderKeyView>(View);
    }
}
