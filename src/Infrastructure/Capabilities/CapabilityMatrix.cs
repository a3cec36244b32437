using Enterprise.Infrastructure.Capabilities.Servers;

namespace Enterprise.Infrastructure.Capabilities;

/// <summary>Says what a server can do, and of what it cannot, why and what helps.</summary>
public static class CapabilityMatrix
{
    /// <summary>Whether a server can do something, by way of its pooler and with the extensions that it has.</summary>
    public static bool IsCapable(DatabaseServer server, Capability capability) =>
        WhyNot(server, capability) is null;

    /// <summary>All capabilities and what a server makes of them, in the order of the enumeration.</summary>
    public static IReadOnlyList<CapabilityReport> Report(DatabaseServer server) =>
        [
            .. Enum.GetValues<Capability>()
                .Select(capability => new CapabilityReport(capability, WhyNot(server, capability))),
        ];

    /// <summary>Why a server cannot do something, and what helps, as one sentence; null when it can.</summary>
    public static string? WhyNot(DatabaseServer server, Capability capability)
    {
        var row = CapabilityTable.Rows[capability];
        var cell = row.On(server.Product);
        var product = DatabaseServer.NameOf(server.Product);

        return cell.Since is null
                ? $"{product} has it in no version: do without it, or take {OthersWith(row)}."
            : !cell.IsIn(server.Version)
                ? $"{product} has it since version {cell.Words}, and this is {server.Version}: upgrade the server, or do without it."
            : LacksExtension(server, row.Extension)
                ? $"{product} has it by the extension {row.Extension}, which is not installed on this server: install "
                    + $"its package (on Debian: postgresql-{server.Version.Major}-pg{row.Extension})."
            : !PoolerTable.LetsThrough(server.Pooler, capability)
                ? $"it does not outlast {server.Pooler}: {Remedy(server.Pooler, capability)}"
            : null;
    }

    private static bool LacksExtension(DatabaseServer server, string? extension) =>
        extension is not null
        && server.Product is ServerProduct.PostgreSql
        && server.Extensions?.Contains(extension) is false;

    private static string OthersWith(CapabilityRow row) =>
        string.Join(
            " or ",
            Enum.GetValues<ServerProduct>()
                .Where(product => row.On(product).Since is not null)
                .Select(product =>
                    row.On(product).Words is Availability.Always
                        ? DatabaseServer.NameOf(product)
                        : $"{DatabaseServer.NameOf(product)} {row.On(product).Words}"
                )
        );

    private static string Remedy(Pooler pooler, Capability capability) =>
        PoolerTable.CellOf(pooler.Kind, capability) is { Since: not null, Words: var since }
            ? $"take version {since} or later, and say which it is."
            : "go past it, by ConnectionStrings__Direct or ConnectionStrings__Session.";
}

/// <summary>A capability, and what a server makes of it.</summary>
/// <param name="Capability">The capability.</param>
/// <param name="WhyNot">Why the server does not have it, and what helps; null when it has.</param>
public readonly record struct CapabilityReport(Capability Capability, string? WhyNot);
