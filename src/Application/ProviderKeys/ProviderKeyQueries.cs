using Enterprise.Application.Callers;
using Enterprise.Domain.ProviderKeys;
using Microsoft.EntityFrameworkCore;

namespace Enterprise.Application.ProviderKeys;

/// <summary>What the use cases of provider keys share.</summary>
internal static class ProviderKeyQueries
{
    /// <summary>The caller's own key of this name: a name has no other owner, not even for administrators.</summary>
    public static IQueryable<ProviderKey> ProviderKeyOf(
        this DbContext db,
        Caller caller,
        string service,
        string name
    )
    {
        var owner = caller.UserId;

        return db.Set<ProviderKey>()
            .Where(key => key.UserId == owner && key.Service == service && key.Name == name);
    }
}
