using Enterprise.Application.Audit;
using Enterprise.WebApi.OpenApi;
using Microsoft.OpenApi;

namespace Enterprise.WebApi.Audit;

/// <summary>The types of the audit log as the OpenAPI document shows them.</summary>
internal static class AuditSchemas
{
    private const string View = """
        {"id": "01a1fdd4-e877-78da-a61b-cae4b1243aae", "at": "2026-11-21T11:19:11.223932Z",
        "entity": "trip", "entityId": "01a1fdd4-e877-78da-a61b-cae4b1243aab",
        "ownerId": "01a1fdd3-93b0-7c55-b0a4-2f6f0f9f2a10", "action": "updated",
        "actor": "01a1fdd3-93b0-7c55-b0a4-2f6f0f9f2a10", "keyId": "01a1fdd3-93b1-7e0c-8f1e-5d1c6c8a0b77",
        "requestId": "01a1fdd4e8777b3a9d543f6a1c2b8e70", "sessionRole": "enterprise_app",
        "before": {"title": "A week", "status": "planning"}, "after": {"title": "A week", "status": "booked"}}
        """;

    private const string Row = "by the names of its columns in camelCase, with secrets as `***`";

    public static void DescribeAudit(this SchemaCatalog schemas)
    {
        schemas
            .Of<AuditEntryView>()
            .Member("id", "The entry.")
            .Member("at", "When it happened, by the database's clock.")
            .Member("entity", "The kind of object.")
            .Member("entityId", "The object.")
            .Member("ownerId", "Whose object it is.")
            .Member("action", "What happened to it.")
            .Member("actor", "The user who did it; null where it was done past the API.")
            .Member("keyId", "The API key with which it was done.")
            .Member("requestId", "The `X-Request-Id` of the answer to the request that did it.")
            .Member(
                "sessionRole",
                "The role that was logged in to the database: another than the service's may have claimed to be anybody."
            )
            .Replaces(
                "before",
                $"The object before, {Row}; null for a new one.",
                Bounds.AnyObject(JsonSchemaType.Null)
            )
            .Replaces(
                "after",
                $"The object after, {Row}; null for a deleted one.",
                Bounds.AnyObject(JsonSchemaType.Null)
            )
            .Example(View);
        schemas.OfPages<AuditEntryView>(View);
    }
}
