namespace Enterprise.Infrastructure.Tests.Capabilities.Probing;

/// <summary>Statements of one session that a server takes if and only if it has a capability.</summary>
/// <param name="PostgreSql">As PostgreSQL would have them.</param>
/// <param name="MySql">As MySQL and MariaDB would.</param>
internal sealed record Probe(string[] PostgreSql, string[] MySql)
{
    /// <summary>Statements that are the same everywhere.</summary>
    public Probe(params string[] everywhere)
        : this(everywhere, everywhere) { }
}
