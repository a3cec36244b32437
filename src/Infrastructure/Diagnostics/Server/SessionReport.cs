namespace Enterprise.Infrastructure.Diagnostics.Server;

/// <summary>Who is connected to a database, and how many may be.</summary>
/// <param name="Max">The server's <c>max_connections</c>.</param>
/// <param name="Reserved">Those of it that are kept for administrators.</param>
/// <param name="Used">The connections to all databases of the server.</param>
/// <param name="Groups">The sessions in this database, by program and role.</param>
public sealed record SessionReport(int Max, int Reserved, int Used, IReadOnlyList<SessionGroup> Groups);
