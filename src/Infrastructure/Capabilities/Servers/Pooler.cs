namespace Enterprise.Infrastructure.Capabilities.Servers;

/// <summary>A pooler before a server.</summary>
/// <param name="Kind">Which one, and its mode.</param>
/// <param name="Version">Its version; null where nobody knows, which counts as too old for whatever came later.</param>
public readonly record struct Pooler(PoolerKind Kind, ServerVersion? Version = null)
{
    /// <summary>Nothing is between.</summary>
    public static Pooler None { get; }

    /// <summary>Reads <c>pgbouncer-transaction 1.24</c>; the version may be left out.</summary>
    /// <exception cref="FormatException">It is none that is known here.</exception>
    public static Pooler Parse(string text)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

        return words is [var name, ..] && words.Length <= 2 && KindOf(name) is { } kind
            ? new Pooler(kind, words.Length == 2 ? ServerVersion.Parse(words[1]) : null)
            : throw new FormatException(
                $"'{text}' is no pooler: write pgbouncer-transaction, pgbouncer-session, supavisor-transaction or "
                    + "supavisor-session, and its version after it."
            );
    }

    /// <summary>As a sentence says it: <c>PgBouncer 1.24 in transaction mode</c>.</summary>
    public override string ToString() =>
        Kind switch
        {
            PoolerKind.None => "no pooler",
            PoolerKind.PgBouncerTransaction => $"PgBouncer{Suffix} in transaction mode",
            PoolerKind.PgBouncerSession => $"PgBouncer{Suffix} in session mode",
            PoolerKind.SupavisorTransaction => $"Supavisor{Suffix} in transaction mode",
            _ => $"Supavisor{Suffix} in session mode",
        };

    private string Suffix => Version is { } version ? $" {version}" : "";

    private static PoolerKind? KindOf(string name) =>
        name.ToUpperInvariant() switch
        {
            "PGBOUNCER-TRANSACTION" => PoolerKind.PgBouncerTransaction,
            "PGBOUNCER-SESSION" => PoolerKind.PgBouncerSession,
            "SUPAVISOR-TRANSACTION" => PoolerKind.SupavisorTransaction,
            "SUPAVISOR-SESSION" => PoolerKind.SupavisorSession,
            _ => null,
        };
}
