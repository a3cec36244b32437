using Enterprise.Infrastructure.Capabilities.Servers;

namespace Enterprise.Infrastructure.Capabilities;

/// <summary>Since when one product can do something, and where its manual says so.</summary>
/// <param name="Since">The version that brought it; null for never.</param>
/// <param name="Words">The same in the words of the table: a version, <c>always</c> or <c>never</c>.</param>
/// <param name="Page">The page of the manual, as its address names it.</param>
internal sealed record Availability(ServerVersion? Since, string Words, string Page)
{
    public const string Never = "never";
    public const string Always = "always";

    /// <summary>Whether a version has it.</summary>
    public bool IsIn(ServerVersion version) => Since is { } since && version.IsAtLeast(since);

    /// <summary>Reads <c>17 sql-merge</c>, <c>always sql-begin</c> or <c>never data-types</c>.</summary>
    public static Availability Parse(string cell)
    {
        var parts = cell.Split(' ', 2);
        ServerVersion? since = parts[0] switch
        {
            Never => null,
            Always => default(ServerVersion),
            var version => ServerVersion.Parse(version),
        };

        return new Availability(since, parts[0], parts[1]);
    }
}
