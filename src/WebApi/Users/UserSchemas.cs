using Enterprise.Application.Users;
using Enterprise.Domain.Users;
using Enterprise.WebApi.OpenApi;
using Microsoft.OpenApi;

namespace Enterprise.WebApi.Users;

/// <summary>The types of users as the OpenAPI document shows them.</summary>
internal static class UserSchemas
{
    private const string Address = "^[^@\\s]+@[^@\\s]+$";

    private const string Details = """
        "email": "ada@example.org", "displayName": "Ada Lovelace", "preferences": {"units": "metric"}
        """;

    private const string View = $$"""
        {"id": "01a1fdd3-93b0-7c55-b0a4-2f6f0f9f2a10", {{Details}},
        "createdAt": "2026-11-20T08:00:00.000001Z", "updatedAt": "2026-11-20T08:00:00.000001Z"}
        """;

    private static readonly string Preferences =
        $"An object of the user's own, up to {User.MaxPreferencesBytes} bytes without white space.";

    public static void DescribeUsers(this SchemaCatalog schemas)
    {
        schemas
            .Of<UserInput>()
            .WithDetails()
            .Replaces("preferences", Preferences, Bounds.AnyObject(JsonSchemaType.Null))
            .Requires("email", "displayName")
            .Example($$"""{{{Details}}}""")
            .PatchExample("""{"displayName": "Ada King", "preferences": {"units": null, "theme": "dark"}}""");
        schemas
            .Of<UserView>()
            .WithDetails()
            .Replaces("preferences", Preferences, Bounds.AnyObject())
            .ReadOnly("id", "createdAt", "updatedAt")
            .Example(View);
        schemas.OfPages<UserView>(View);
    }

    private static TypeFacts WithDetails(this TypeFacts user) =>
        user.Member("email", "An address that no other user has, whatever its case.", IsAddress)
            .Member("displayName", "What others see.", Bounds.NotBlank(User.MaxDisplayName));

    private static void IsAddress(OpenApiSchema schema)
    {
        schema.MaxLength = User.MaxEmail;
        schema.Pattern = Address;
    }
}
