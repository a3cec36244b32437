using Enterprise.Application.Trips;
using Enterprise.Domain.Currencies;
using Enterprise.Domain.Trips;
using Enterprise.Domain.Vocabularies;
using Npgsql;

namespace Enterprise.Infrastructure.Trips;

/// <summary>Reads a trip from a row as <see cref="TripConfiguration"/> has EF Core store it.</summary>
internal static class TripRow
{
    /// <summary>The columns that a row is read from, in their order.</summary>
    public const string Columns =
        "id, title, destination, description, starts_on, ends_on, budget_amount, budget_currency, "
        + "travelers, kind, status, created_at, updated_at, xmin";

    private const int Description = 3;
    private const int Amount = 6;

    public static TripView Read(NpgsqlDataReader row) =>
        new()
        {
            Id = row.GetGuid(0),
            Title = row.GetString(1),
            Destination = row.GetString(2),
            Description = row.IsDBNull(Description) ? null : row.GetString(Description),
            StartsOn = row.GetFieldValue<DateOnly>(4),
            EndsOn = row.GetFieldValue<DateOnly>(5),
            Budget = row.IsDBNull(Amount) ? null : new Money(row.GetDecimal(Amount), row.GetString(7)),
            Travelers = row.GetInt32(8),
            Kind = Vocabulary<TripKind>.ValueOf(row.GetString(9)),
            Status = Vocabulary<TripStatus>.ValueOf(row.GetString(10)),
            CreatedAt = row.GetFieldValue<DateTimeOffset>(11),
            UpdatedAt = row.GetFieldValue<DateTimeOffset>(12),
            Version = row.GetFieldValue<uint>(13),
        };
}
