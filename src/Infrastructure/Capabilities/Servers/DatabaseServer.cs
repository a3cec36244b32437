using System.Collections.Immutable;

namespace Enterprise.Infrastructure.Capabilities.Servers;

/// <summary>A server as its capabilities go: whose it is, its version, and what stands before it.</summary>
/// <param name="Product">Whose server it is.</param>
/// <param name="Version">Its version.</param>
public sealed record DatabaseServer(ServerProduct Product, ServerVersion Version)
{
    private const string Behind = " behind ";

    /// <summary>The oldest one that the product runs on.</summary>
    public static DatabaseServer Oldest { get; } = new(ServerProduct.PostgreSql, new ServerVersion(15));

    /// <summary>What stands before it.</summary>
    public Pooler Pooler { get; init; }

    /// <summary>
    /// The names of the extensions that are installed on its machine; null where nobody has looked, which counts
    /// as all of them.
    /// </summary>
    public ImmutableHashSet<string>? Extensions { get; init; }

    /// <summary>Reads a setting such as <c>postgresql 15</c> or <c>postgresql 17 behind pgbouncer-transaction 1.24</c>.</summary>
    /// <exception cref="FormatException">It is not of that form.</exception>
    public static DatabaseServer Parse(string text)
    {
        var parts = text.Split(Behind, 2, StringSplitOptions.TrimEntries);
        var words = parts[0].Split(' ', StringSplitOptions.RemoveEmptyEntries);

        return words is [var name, var version] && ProductOf(name) is { } product
            ? new DatabaseServer(product, ServerVersion.Parse(version))
            {
                Pooler = parts.Length == 2 ? Pooler.Parse(parts[1]) : Pooler.None,
            }
            : throw new FormatException(
                $"'{text}' is no server: write postgresql, mysql or mariadb, and its version after it."
            );
    }

    /// <summary>Reads what a server answers to <c>SELECT version()</c>.</summary>
    /// <remarks>PostgreSQL and MariaDB name themselves; MySQL answers with its version alone.</remarks>
    /// <exception cref="FormatException">There is no version in it.</exception>
    public static DatabaseServer FromAnswer(string text) =>
        new(
            text.StartsWith("PostgreSQL", StringComparison.Ordinal) ? ServerProduct.PostgreSql
                : text.Contains("MariaDB", StringComparison.OrdinalIgnoreCase) ? ServerProduct.MariaDb
                : ServerProduct.MySql,
            ServerVersion.Parse(text)
        );

    /// <summary>As a sentence says it: <c>PostgreSQL 17.11 behind PgBouncer 1.24 in transaction mode</c>.</summary>
    public override string ToString() =>
        $"{NameOf(Product)} {Version}{(Pooler.Kind is PoolerKind.None ? "" : $"{Behind}{Pooler}")}";

    internal static string NameOf(ServerProduct product) =>
        product switch
        {
            ServerProduct.PostgreSql => "PostgreSQL",
            ServerProduct.MySql => "MySQL",
            _ => "MariaDB",
        };

    private static ServerProduct? ProductOf(string name) =>
        name.ToUpperInvariant() switch
        {
            "POSTGRESQL" or "POSTGRES" => ServerProduct.PostgreSql,
            "MYSQL" => ServerProduct.MySql,
            "MARIADB" => ServerProduct.MariaDb,
            _ => null,
        };
}
