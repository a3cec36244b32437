using Enterprise.Infrastructure.Capabilities.Servers;

namespace Enterprise.Infrastructure.Capabilities;

/// <summary>A row of the table of capabilities.</summary>
/// <param name="postgreSql">PostgreSQL's cell: since when, and the page of its manual.</param>
/// <param name="mySql">MySQL's cell.</param>
/// <param name="mariaDb">MariaDB's cell.</param>
/// <param name="extension">The extension that PostgreSQL needs for it.</param>
internal sealed class CapabilityRow(string postgreSql, string mySql, string mariaDb, string? extension = null)
{
    private readonly Availability _postgreSql = Availability.Parse(postgreSql);
    private readonly Availability _mySql = Availability.Parse(mySql);
    private readonly Availability _mariaDb = Availability.Parse(mariaDb);

    /// <summary>The extension that PostgreSQL needs for it; null for none.</summary>
    public string? Extension { get; } = extension;

    /// <summary>A product's cell.</summary>
    public Availability On(ServerProduct product) =>
        product switch
        {
            ServerProduct.PostgreSql => _postgreSql,
            ServerProduct.MySql => _mySql,
            _ => _mariaDb,
        };
}
