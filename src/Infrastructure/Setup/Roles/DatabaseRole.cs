using static Enterprise.Infrastructure.Setup.Roles.SqlText;

namespace Enterprise.Infrastructure.Setup.Roles;

/// <summary>A role of an installation: never a superuser, never past the policies.</summary>
/// <param name="Name">Its name on the server.</param>
/// <param name="Password">Null where nobody logs in with it until an administrator of the server lets somebody.</param>
/// <param name="Statement">What one statement may take; zero for no limit.</param>
/// <param name="Lock">How long it waits for a lock.</param>
/// <param name="Idle">How long a transaction may wait for its client.</param>
internal sealed record DatabaseRole(
    string Name,
    string? Password,
    TimeSpan Statement,
    TimeSpan Lock,
    TimeSpan Idle
)
{
    private const string Rights = "NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS";

    /// <summary>Settings of PostgreSQL's that its sessions begin with, besides the limits.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>More of them, which only a superuser can give; without, the role sees no row of anybody's.</summary>
    public IReadOnlyDictionary<string, string> Privileges { get; init; } = new Dictionary<string, string>();

    /// <summary>Makes it. A role without a password is left as it is where it exists: somebody may have let it in.</summary>
    public string Create(bool exists) =>
        (exists, Password) switch
        {
            (false, null) => $"CREATE ROLE {Quote(Name)} WITH NOLOGIN {Rights}",
            (true, null) => $"ALTER ROLE {Quote(Name)} WITH {Rights}",
            _ =>
                $"{(exists ? "ALTER" : "CREATE")} ROLE {Quote(Name)} WITH LOGIN {Rights} PASSWORD {Literal(Password)}",
        };

    /// <summary>
    /// Sets its limits in one database, where the server keeps them: a pooler takes no such setting from a client.
    /// </summary>
    public string Limit(string? database, bool bySuperuser) =>
        string.Concat(
            Limits()
                .Concat(Settings)
                .Concat(bySuperuser ? Privileges : [])
                .Select(setting =>
                    $"ALTER ROLE {Quote(Name)} IN DATABASE {Quote(database)} SET {setting.Key} = {Literal(setting.Value)};\n"
                )
        );

    private Dictionary<string, string> Limits() =>
        new(StringComparer.Ordinal)
        {
            ["statement_timeout"] = Milliseconds(Statement),
            ["lock_timeout"] = Milliseconds(Lock),
            ["idle_in_transaction_session_timeout"] = Milliseconds(Idle),
        };

    private static string Milliseconds(TimeSpan time) =>
        ((long)time.TotalMilliseconds).ToString(System.Globalization.CultureInfo.InvariantCulture);
}
