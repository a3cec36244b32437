using Npgsql;

namespace Enterprise.Infrastructure.Setup.Roles;

/// <summary>The roles of an installation, each with what its work needs and no more.</summary>
internal sealed class RolePlan
{
    private const string OwnerEnd = "_owner";

    /// <param name="owner">Its connection string.</param>
    /// <param name="application">That of the service.</param>
    /// <param name="statementTimeout">What one statement of the service may take.</param>
    public RolePlan(
        NpgsqlConnectionStringBuilder owner,
        NpgsqlConnectionStringBuilder application,
        TimeSpan statementTimeout
    )
    {
        var (hour, minute, second) = (
            TimeSpan.FromHours(1),
            TimeSpan.FromMinutes(1),
            TimeSpan.FromSeconds(1)
        );
        var prefix = owner.Username!.EndsWith(OwnerEnd, StringComparison.Ordinal)
            ? owner.Username[..^OwnerEnd.Length]
            : owner.Username;

        Owner = new(owner.Username, owner.Password, 6 * hour, minute, 10 * minute);
        // Whoever waits for a lock hears of it as such, before the statement's own time is over.
        Application = new(
            application.Username!,
            application.Password,
            statementTimeout,
            0.8 * statementTimeout,
            minute
        );
        ReadOnly = new($"{prefix}_readonly", Password: null, 30 * second, 3 * second, minute)
        {
            Settings = new Dictionary<string, string> { ["default_transaction_read_only"] = "on" },
        };
        BreakGlass = new($"{prefix}_breakglass", Password: null, 5 * minute, 5 * second, 5 * minute)
        {
            // It is let in by the administrators' policies; the server's log has each of its statements.
            Privileges = new Dictionary<string, string> { ["app.role"] = "admin", ["log_statement"] = "all" },
        };
    }

    /// <summary>Owns the database and its tables, and migrates.</summary>
    public DatabaseRole Owner { get; }

    /// <summary>Owns nothing: the service reads and changes rows by it.</summary>
    public DatabaseRole Application { get; }

    /// <summary>For reports: reads what belongs to nobody, and of a user's rows those of whom it names.</summary>
    public DatabaseRole ReadOnly { get; }

    /// <summary>
    /// For emergencies: reads and changes everybody's rows, and leaves a trace of all that it does. It cannot switch
    /// the trace off, for <c>log_statement</c> is a superuser's to set, and the audit log takes its changes.
    /// </summary>
    public DatabaseRole BreakGlass { get; }

    /// <summary>All four.</summary>
    public IEnumerable<DatabaseRole> All => [Owner, Application, ReadOnly, BreakGlass];
}
