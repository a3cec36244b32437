using Microsoft.AspNetCore.Authorization;

namespace Enterprise.WebApi.Authentication;

/// <summary>The scope without which an endpoint answers 403.</summary>
internal sealed record RequiredScope(string Scope) : IAuthorizationRequirement;

internal static class RequiredScopes
{
    /// <summary>Requires a caller whose key holds the scope, or <c>admin</c>.</summary>
    public static T RequireScope<T>(this T endpoint, string scope)
        where T : IEndpointConventionBuilder
    {
        var required = new RequiredScope(scope);

        return endpoint
            .WithMetadata(required)
            .RequireAuthorization(policy => policy.RequireAuthenticatedUser().AddRequirements(required));
    }
}

/// <summary>Compares the scope that an endpoint requires with those of the caller.</summary>
internal sealed class RequiredScopeHandler : AuthorizationHandler<RequiredScope>
{
    protected override Task HandleRequirementAsync(
        AuthorizationHandlerContext context,
        RequiredScope requirement
    )
    {
        if (
            context.User.Identity is CallerIdentity { Caller.Scopes: var held }
            && Domain.ApiKeys.Scopes.Allow(held, requirement.Scope)
        )
        {
            context.Succeed(requirement);
        }

        return Task.CompletedTask;
    }
}
