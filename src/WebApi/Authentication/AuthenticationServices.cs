using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;

namespace Enterprise.WebApi.Authentication;

/// <summary>The door of the room.</summary>
internal static class AuthenticationServices
{
    public static void AddApiKeyAuthentication(this IServiceCollection services)
    {
        services
            .AddAuthentication(ApiKeyScheme.Name)
            .AddScheme<AuthenticationSchemeOptions, ApiKeyScheme>(ApiKeyScheme.Name, configureOptions: null);
        services.AddAuthorization();
        services.AddSingleton<IAuthorizationHandler, RequiredScopeHandler>();
    }
}
