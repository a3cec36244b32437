using Enterprise.Application.Callers;
using Enterprise.Application.Concurrency;
using Enterprise.Application.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Enterprise.Application.SearchHistory;

/// <summary>Forgets all searches of a user.</summary>
/// <param name="Caller">Who asks.</param>
/// <param name="UserId">Whose searches; null for the caller's own.</param>
/// <param name="Preconditions">What is demanded of the list, which has no versions.</param>
public sealed record ClearSearchHistory(Caller Caller, Guid? UserId, Preconditions Preconditions)
    : IRequest<Unit>;

internal sealed class ClearSearchHistoryHandler(IDatabase database)
    : IRequestHandler<ClearSearchHistory, Unit>
{
    public Task<Unit> Handle(ClearSearchHistory request, CancellationToken cancellationToken)
    {
        var owner = request.Caller.OwnerOfList(request.UserId);
        request.Preconditions.CheckUnversioned();

        return database.WriteAsync(
            request.Caller,
            async (db, token) =>
            {
                await db.SearchesOf(owner).ExecuteDeleteAsync(token);

                return Unit.Value;
            },
            cancellationToken
        );
    }
}
