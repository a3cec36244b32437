using Microsoft.AspNetCore.Authorization;

namespace Enterprise.WebApi.Authentication;

/// <summary>The scopes without one of which an endpoint answers 403; as a rule it is one.</summary>
internal sealed record RequiredScope(IReadOnlyList<string> AnyOf) : IAuthorizationRequirement
{
    /// <summary>The scopes as a part of a sentence, each between two marks: <c>scope 'a'</c>.</summary>
    public string InWords(char mark) =>
        (AnyOf.Count > 1 ? "one of the scopes " : "the scope ")
        + string.Join(", ", AnyOf.Select(scope => $"{mark}{scope}{mark}"));
}

internal static class RequiredScopes
{
    /// <summary>Requires a caller whose key holds one of the scopes, or <c>admin</c>.</summary>
    public static T RequireScope<T>(this T endpoint, params IReadOnlyList<string> anyOf)
        where T : IEndpointConventionBuilder
    {
        var required = new RequiredScope(anyOf);

        return endpoint
            .WithMetadata(required)
            .RequireAuthorization(policy => policy.RequireAuthenticatedUser().AddRequirements(required));
    }
}

/// <summary>Compares the scopes that an endpoint requires with those of the caller.</summary>
internal sealed class RequiredScopeHandler : AuthorizationHandler<RequiredScope>
{
    protected override Task HandleRequirementAsync(
        AuthorizationHandlerContext context,
        RequiredScope requirement
    )
    {
        if (
            context.User.Identity is CallerIdentity { Caller.Scopes: var held }
            && Allow(held, requirement.AnyOf)
        )
        {
            context.Succeed(requirement);
        }

        return Task.CompletedTask;
    }

    /// <summary>By the loop, for it is run for every request.</summary>
    private static bool Allow(IReadOnlyList<string> held, IReadOnlyList<string> anyOf)
    {
        for (var i = 0; i < anyOf.Count; i++)
        {
            if (Domain.ApiKeys.Scopes.Allow(held, anyOf[i]))
            {
                return true;
            }
        }

        return false;
    }
}
