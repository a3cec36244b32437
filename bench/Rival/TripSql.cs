using Npgsql;
using NpgsqlTypes;

namespace Enterprise.Rival;

/// <summary>The rival's statements; all give the columns that <see cref="TripJson"/> reads.</summary>
internal static class TripSql
{
    private const string Columns =
        "id, title, destination, description, starts_on, ends_on, budget_amount, budget_currency, "
        + "travelers, kind, status, created_at, updated_at, xmin";

    private const string OneTrip =
        $"SELECT {Columns} FROM trips WHERE id = $1 AND ($2 IS NULL OR user_id = $2)";

    private const string TripsOfUser =
        $"SELECT {Columns} FROM trips WHERE user_id = $1 AND (created_at, id) < ($2, $3) "
        + "ORDER BY created_at DESC, id DESC LIMIT $4";

    private const string NewTrip =
        "INSERT INTO trips (id, user_id, title, destination, description, starts_on, ends_on, budget_amount, "
        + "budget_currency, travelers, kind, status, created_at, updated_at) "
        + $"VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 'planning', $12, $12) RETURNING {Columns}";

    public static NpgsqlCommand ById(NpgsqlConnection connection, Guid id, Guid? owner)
    {
        var command = new NpgsqlCommand(OneTrip, connection);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = id });
        command.Parameters.Add(
            new NpgsqlParameter<Guid?> { TypedValue = owner, NpgsqlDbType = NpgsqlDbType.Uuid }
        );

        return command;
    }

    public static NpgsqlCommand NewestFirst(
        NpgsqlConnection connection,
        Guid owner,
        TripCursor after,
        int count
    )
    {
        var command = new NpgsqlCommand(TripsOfUser, connection);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = owner });
        command.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = after.CreatedAt });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = after.Id });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = count });

        return command;
    }

    public static NpgsqlCommand Insert(
        NpgsqlConnection connection,
        Guid owner,
        TripBody trip,
        DateTimeOffset now
    )
    {
        var command = new NpgsqlCommand(NewTrip, connection);
        var values = command.Parameters;
        values.Add(new NpgsqlParameter<Guid> { TypedValue = Guid.CreateVersion7(now) });
        values.Add(new NpgsqlParameter<Guid> { TypedValue = owner });
        values.Add(new NpgsqlParameter<string> { TypedValue = trip.Title });
        values.Add(new NpgsqlParameter<string> { TypedValue = trip.Destination });
        values.Add(new NpgsqlParameter<string?> { TypedValue = trip.Description });
        values.Add(new NpgsqlParameter<DateOnly> { TypedValue = trip.StartsOn });
        values.Add(new NpgsqlParameter<DateOnly> { TypedValue = trip.EndsOn });
        values.Add(new NpgsqlParameter<decimal?> { TypedValue = trip.Amount });
        values.Add(new NpgsqlParameter<string?> { TypedValue = trip.Currency });
        values.Add(new NpgsqlParameter<int> { TypedValue = trip.Travelers });
        values.Add(new NpgsqlParameter<string> { TypedValue = trip.Kind });
        values.Add(new NpgsqlParameter<DateTime> { TypedValue = now.UtcDateTime });

        return command;
    }
}
