namespace Enterprise.Application.Concurrency;

/// <summary>Something whose every committed change gives it another version: what stands behind an ETag.</summary>
public interface IVersioned
{
    /// <summary>The version of the row that was read or written: PostgreSQL's <c>xmin</c>.</summary>
    uint Version { get; }
}
