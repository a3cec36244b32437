using Enterprise.Application.Callers;
using Enterprise.Application.Failures;
using Enterprise.Application.Persistence;
using Enterprise.Domain.Rules;
using Enterprise.Domain.Users;
using Microsoft.EntityFrameworkCore;

namespace Enterprise.Application.Users;

/// <summary>What the use cases of users share.</summary>
internal static class UserQueries
{
    /// <summary>One user, compiled once.</summary>
    public static readonly Func<DbContext, Guid, CancellationToken, Task<UserView?>> ById =
        EF.CompileAsyncQuery(
            (DbContext db, Guid id, CancellationToken _) =>
                db.Set<User>().Where(user => user.Id == id).Select(UserView.Projection).SingleOrDefault()
        );

    /// <summary>The tracked user, to be changed.</summary>
    /// <exception cref="NotFoundException">There is none.</exception>
    /// <exception cref="CallerGoneException">There is none, and it was the caller.</exception>
    public static async Task<User> LoadUserAsync(
        this DbContext db,
        Caller caller,
        Guid id,
        CancellationToken cancellationToken
    ) =>
        await db.Set<User>().SingleOrDefaultAsync(user => user.Id == id, cancellationToken)
        ?? throw caller.Misses(id);

    /// <summary>What it means that there is no such user.</summary>
    public static Exception Misses(this Caller caller, Guid id) =>
        id == caller.UserId ? new CallerGoneException() : new NotFoundException();

    /// <summary>Says of the one unique index of users what it means.</summary>
    public static async Task<T> OrEmailTaken<T>(this Task<T> write)
    {
        try
        {
            return await write;
        }
        catch (UniqueViolationException)
        {
            throw new RuleBrokenException("Another user has this e-mail address.");
        }
    }
}
