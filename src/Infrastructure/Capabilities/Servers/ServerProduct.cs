namespace Enterprise.Infrastructure.Capabilities.Servers;

/// <summary>Whose server it is.</summary>
public enum ServerProduct
{
    /// <summary>PostgreSQL, the one that the product runs on.</summary>
    PostgreSql,

    /// <summary>MySQL, to compare with.</summary>
    MySql,

    /// <summary>MariaDB, to compare with.</summary>
    MariaDb,
}
