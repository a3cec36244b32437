using Enterprise.Application.Callers;
using Enterprise.Domain.ApiKeys;
using Microsoft.EntityFrameworkCore;

namespace Enterprise.Application.ApiKeys;

/// <summary>What the use cases of API keys share.</summary>
internal static class ApiKeyQueries
{
    /// <summary>The key with this id, if the caller may know of it.</summary>
    public static IQueryable<ApiKey> ApiKeyOf(this DbContext db, Caller caller, Guid id)
    {
        var owner = caller.BoundTo;

        return db.Set<ApiKey>().Where(key => key.Id == id && (owner == null || key.UserId == owner));
    }
}
