using Enterprise.Infrastructure.Capabilities.Servers;

namespace Enterprise.Infrastructure.Capabilities.Types;

/// <summary>What another product would make of a column type.</summary>
/// <remarks>
/// An equivalent holds what is ordinarily written to the type; the extremes that it does not, such as infinite times,
/// stand in <c>docs/DATABASE_COMPATIBILITY.md</c>. Where there is none, the answer is null and never the next best:
/// <c>numeric</c> without bounds, <c>varchar(20000)</c> and <c>interval</c> have none on MySQL.
/// </remarks>
internal static class EquivalentTypes
{
    private static readonly ServerVersion MySqlBaseline = new(8);
    private static readonly ServerVersion MariaDbBaseline = new(10, 11);

    /// <summary>The equivalent on PostgreSQL 15, MySQL 8.0 or MariaDB 10.11; null where there is none.</summary>
    /// <param name="type">A type as it stands in a table's definition, such as <c>varchar(80)</c>.</param>
    /// <param name="from">Whose type it is.</param>
    /// <param name="to">Whose equivalent is wanted.</param>
    public static string? EquivalentType(string type, ServerProduct from, ServerProduct to) =>
        EquivalentType(type, from, BaselineOf(to));

    /// <summary>The equivalent on a server; null where there is none.</summary>
    public static string? EquivalentType(string type, ServerProduct from, DatabaseServer to) =>
        from == to.Product ? type
        : ColumnType.Parse(type) is { } parsed && TypeNames.KindOf(parsed, from) is { } kind
            ? Write(type, kind, Sizes.Read(kind, parsed, from), from, to)
        : null;

    /// <summary>The oldest server of a product that is compared with.</summary>
    public static DatabaseServer BaselineOf(ServerProduct product) =>
        product switch
        {
            ServerProduct.PostgreSql => DatabaseServer.Oldest,
            ServerProduct.MySql => new DatabaseServer(product, MySqlBaseline),
            _ => new DatabaseServer(product, MariaDbBaseline),
        };

    /// <remarks>MariaDB came of MySQL: between the two a type keeps its name unless MariaDB has made it.</remarks>
    private static string? Write(
        string type,
        TypeKind kind,
        Sizes? sizes,
        ServerProduct from,
        DatabaseServer to
    ) =>
        from is ServerProduct.PostgreSql || to.Product is ServerProduct.PostgreSql || kind is TypeKind.Uuid
            ? TypeWriter.Write(kind, sizes, to)
        : kind is TypeKind.Vector ? null
        : type;
}
