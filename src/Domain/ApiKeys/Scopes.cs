using System.Collections.Frozen;

namespace Enterprise.Domain.ApiKeys;

/// <summary>What an API key may be allowed to do.</summary>
public static class Scopes
{
    /// <summary>Read trips and their stops.</summary>
    public const string TripsRead = "trips:read";

    /// <summary>Change trips and their stops.</summary>
    public const string TripsWrite = "trips:write";

    /// <summary>Read oneself.</summary>
    public const string UsersRead = "users:read";

    /// <summary>Change oneself.</summary>
    public const string UsersWrite = "users:write";

    /// <summary>Read one's API keys, never their secrets.</summary>
    public const string KeysRead = "keys:read";

    /// <summary>Issue, rotate and revoke API keys.</summary>
    public const string KeysWrite = "keys:write";

    /// <summary>Read what is known of one's keys for outside services, never their values.</summary>
    public const string ProviderKeysRead = "providerkeys:read";

    /// <summary>Store and delete keys for outside services.</summary>
    public const string ProviderKeysWrite = "providerkeys:write";

    /// <summary>Read and search destinations.</summary>
    public const string DestinationsRead = "destinations:read";

    /// <summary>Change destinations.</summary>
    public const string DestinationsWrite = "destinations:write";

    /// <summary>Read one's search history.</summary>
    public const string SearchRead = "search:read";

    /// <summary>Delete one's search history.</summary>
    public const string SearchWrite = "search:write";

    /// <summary>Everything, for everybody: implies all the others.</summary>
    public const string Admin = "admin";

    /// <summary>Every scope.</summary>
    public static FrozenSet<string> All { get; } =
        FrozenSet.Create(
            StringComparer.Ordinal,
            TripsRead,
            TripsWrite,
            UsersRead,
            UsersWrite,
            KeysRead,
            KeysWrite,
            ProviderKeysRead,
            ProviderKeysWrite,
            DestinationsRead,
            DestinationsWrite,
            SearchRead,
            SearchWrite,
            Admin
        );

    /// <summary>What a user's own key needs for everything that is theirs.</summary>
    public static IReadOnlyList<string> OfAnOrdinaryUser { get; } =
    [.. All.Where(scope => scope is not (Admin or DestinationsWrite)).Order(StringComparer.Ordinal)];

    /// <summary>Whether the scopes held allow what the wanted one stands for.</summary>
    public static bool Allow(IReadOnlyList<string> held, string wanted) =>
        held.Contains(wanted, StringComparer.Ordinal) || held.Contains(Admin, StringComparer.Ordinal);
}
