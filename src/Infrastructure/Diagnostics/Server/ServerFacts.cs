namespace Enterprise.Infrastructure.Diagnostics.Server;

/// <summary>What a server is.</summary>
/// <param name="Version">Its version, such as <c>17.6</c>.</param>
/// <param name="Database">The database.</param>
/// <param name="DatabaseBytes">How large that is, in bytes.</param>
/// <param name="StartedAt">Since when it runs.</param>
/// <param name="IsStandby">Whether it only follows another one.</param>
/// <param name="Standbys">How many follow it.</param>
/// <param name="VectorVersion">The version of pgvector in the database; null where it is not there.</param>
public sealed record ServerFacts(
    string Version,
    string Database,
    long DatabaseBytes,
    DateTimeOffset StartedAt,
    bool IsStandby,
    int Standbys,
    string? VectorVersion
);
