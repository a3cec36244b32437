using Enterprise.Domain.Currencies;
using Enterprise.Domain.Rules;
using Enterprise.Domain.Time;
using Enterprise.Domain.Vocabularies;

namespace Enterprise.Domain.Trips;

/// <summary>A journey that one user plans, books and makes.</summary>
public sealed class Trip : IDated
{
    private Trip() { }

    /// <summary>The key: a UUID version 7 (RFC 9562) that the client of the database makes.</summary>
    public Guid Id { get; private set; }

    /// <summary>The user whose trip it is.</summary>
    public Guid UserId { get; private set; }

    /// <inheritdoc cref="TripDetails.Title"/>
    public string Title { get; private set; } = "";

    /// <inheritdoc cref="TripDetails.Destination"/>
    public string Destination { get; private set; } = "";

    /// <inheritdoc cref="TripDetails.Description"/>
    public string? Description { get; private set; }

    /// <inheritdoc cref="TripDetails.StartsOn"/>
    public DateOnly StartsOn { get; private set; }

    /// <inheritdoc cref="TripDetails.EndsOn"/>
    public DateOnly EndsOn { get; private set; }

    /// <inheritdoc cref="TripDetails.Budget"/>
    public Money? Budget { get; private set; }

    /// <inheritdoc cref="TripDetails.Travelers"/>
    public int Travelers { get; private set; }

    /// <inheritdoc cref="TripDetails.Kind"/>
    public TripKind Kind { get; private set; }

    /// <summary>How far it has come.</summary>
    public TripStatus Status { get; private set; }

    /// <summary>When it was first written down.</summary>
    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>When it last changed; a revision that changes nothing leaves it alone.</summary>
    public DateTimeOffset UpdatedAt { get; private set; }

    /// <summary>The row's version: PostgreSQL's <c>xmin</c>, which every committed change renews.</summary>
    public uint Version { get; private set; }

    /// <summary>How many days it takes, the first and the last one included.</summary>
    public int Days => TripDetails.DaysOf(StartsOn, EndsOn);

    /// <summary>Whether the trip has such a day; the first one is 1.</summary>
    public bool HasDay(int day) => day >= 1 && day <= Days;

    /// <summary>The decisions of the traveller as one value.</summary>
    public TripDetails Details
    {
        get =>
            new()
            {
                Title = Title,
                Destination = Destination,
                Description = Description,
                StartsOn = StartsOn,
                EndsOn = EndsOn,
                Budget = Budget,
                Travelers = Travelers,
                Kind = Kind,
            };
        private set
        {
            Title = value.Title;
            Destination = value.Destination;
            Description = value.Description;
            StartsOn = value.StartsOn;
            EndsOn = value.EndsOn;
            Budget = value.Budget;
            Travelers = value.Travelers;
            Kind = value.Kind;
        }
    }

    /// <summary>Begins a trip, in <see cref="TripStatus.Planning"/>.</summary>
    public static Trip Plan(Guid id, Guid userId, TripDetails details, DateTimeOffset now) =>
        new()
        {
            Id = id,
            UserId = userId,
            Details = details,
            Status = TripStatus.Planning,
            CreatedAt = now,
            UpdatedAt = now,
        };

    /// <summary>Replaces the details and moves the status on.</summary>
    /// <param name="details">The details as they shall be.</param>
    /// <param name="status">The status as it shall be; null leaves it as it is.</param>
    /// <param name="lastStopDay">The last day of the trip that has a stop; 0 for none.</param>
    /// <param name="now">The time that is noted, unless nothing changes.</param>
    /// <exception cref="RuleBrokenException">
    /// The status may not be reached from the present one, or a stop would be left outside of the trip.
    /// </exception>
    public void Revise(TripDetails details, TripStatus? status, int lastStopDay, DateTimeOffset now)
    {
        if (TripDetails.DaysOf(details.StartsOn, details.EndsOn) < lastStopDay)
        {
            throw new RuleBrokenException(
                $"There is a stop on day {lastStopDay}: the trip cannot end before it."
            );
        }

        var next = status ?? Status;

        if (!Status.MayBecome(next))
        {
            throw new RuleBrokenException(
                $"A trip that is {Vocabulary<TripStatus>.WordFor(Status)} cannot become "
                    + $"{Vocabulary<TripStatus>.WordFor(next)}."
            );
        }

        if (next == Status && details == Details)
        {
            return;
        }

        Details = details;
        Status = next;
        UpdatedAt = now;
    }
}
