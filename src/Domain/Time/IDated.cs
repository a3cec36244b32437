namespace Enterprise.Domain.Time;

/// <summary>Something that was made at an instant, and is listed by it.</summary>
public interface IDated
{
    /// <summary>Its identity, which settles the order where several were made at once.</summary>
    Guid Id { get; }

    /// <summary>When it was made.</summary>
    DateTimeOffset CreatedAt { get; }
}
