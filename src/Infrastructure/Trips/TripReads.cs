using Enterprise.Application.Callers;
using Enterprise.Application.Paging;
using Enterprise.Application.Trips;
using Enterprise.Infrastructure.Persistence;
using Npgsql;
using NpgsqlTypes;

namespace Enterprise.Infrastructure.Trips;

/// <inheritdoc/>
internal sealed class TripReads(HotReads reads) : ITripReads
{
    /// <summary>One trip, of anybody's where no owner is given.</summary>
    internal static readonly HotQuestion<(Guid Id, Guid? Owner), TripView> ById = new(
        $"SELECT {TripRow.Columns} FROM trips WHERE id = $1 AND ($2::uuid IS NULL OR user_id = $2)",
        static (parameters, of) =>
        {
            parameters.Add(new NpgsqlParameter<Guid> { TypedValue = of.Id });
            parameters.Add(
                new NpgsqlParameter<Guid?> { TypedValue = of.Owner, NpgsqlDbType = NpgsqlDbType.Uuid }
            );
        },
        TripRow.Read
    );

    /// <summary>Those of one user, the newest first.</summary>
    internal static readonly HotQuestion<(Guid Owner, Position After, int Count), TripView> Newest = new(
        $"SELECT {TripRow.Columns} FROM trips WHERE user_id = $1 AND (created_at, id) < ($2, $3) "
            + "ORDER BY created_at DESC, id DESC LIMIT $4",
        static (parameters, of) =>
        {
            parameters.Add(new NpgsqlParameter<Guid> { TypedValue = of.Owner });
            parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = of.After.Instant });
            parameters.Add(new NpgsqlParameter<Guid> { TypedValue = of.After.Id });
            parameters.Add(new NpgsqlParameter<int> { TypedValue = of.Count });
        },
        TripRow.Read
    );

    public async Task<TripView?> FindAsync(Caller caller, Guid id, CancellationToken cancellationToken) =>
        (await reads.AskAsync(caller, ById, (id, caller.BoundTo), cancellationToken)).SingleOrDefault();

    public async Task<IReadOnlyList<TripView>> NewestAsync(
        Caller caller,
        Guid owner,
        Position after,
        int count,
        CancellationToken cancellationToken
    ) => await reads.AskAsync(caller, Newest, (owner, after, count), cancellationToken);
}
