using Enterprise.Application.Settings;
using Enterprise.Infrastructure.Connections.Tls;
using Npgsql;

namespace Enterprise.Infrastructure.Connections;

/// <summary>The roles with which the product comes to its database, each by a connection string of its own.</summary>
/// <remarks>
/// They are the settings <c>ConnectionStrings:Primary</c>, <c>:Transaction</c>, <c>:Session</c>, <c>:Direct</c>,
/// <c>:Owner</c> and <c>:Admin</c>. None of them is ever logged: <see cref="ToString"/> says nothing. One that
/// names several hosts, as <c>Host=a,b</c>, stands for a primary and its standbys. One that leads to another machine
/// must insist on TLS, unless the setting <c>Database:AllowPlainText</c> says otherwise.
/// </remarks>
public sealed class ConnectionStrings
{
    /// <summary>The setting of <see cref="Primary"/>.</summary>
    public const string PrimarySetting = "ConnectionStrings:Primary";

    private const string OwnerSetting = "ConnectionStrings:Owner";

    /// <summary>The setting of <see cref="Direct"/>.</summary>
    public const string DirectSetting = "ConnectionStrings:Direct";

    private const string TransactionSetting = "ConnectionStrings:Transaction";
    internal const string SessionSetting = "ConnectionStrings:Session";
    private const string AdminSetting = "ConnectionStrings:Admin";

    private ConnectionStrings(
        string primary,
        string transaction,
        string session,
        string direct,
        string owner,
        string? admin
    ) =>
        (Primary, Transaction, Session, Direct, Owner, Admin) = (
            primary,
            transaction,
            session,
            direct,
            owner,
            admin
        );

    /// <summary>The application's own role, which owns no table: what the service runs with.</summary>
    public string Primary { get; }

    /// <summary>The same role through a pooler in transaction mode; <see cref="Primary"/> where none is given.</summary>
    public string Transaction { get; }

    /// <summary>
    /// The same role through a pooler in session mode; where none is given <see cref="Direct"/>, which promises more.
    /// </summary>
    public string Session { get; }

    /// <summary>
    /// The same role past any pooler, for what belongs to a session; <see cref="Primary"/> where none is given.
    /// </summary>
    public string Direct { get; }

    /// <summary>The owner of the tables, who migrates and seeds; the application's role where none is given.</summary>
    public string Owner { get; }

    /// <summary>The name of the setting that gave <see cref="Owner"/>, for messages.</summary>
    internal string OwnerName { get; private init; } = "Owner";

    /// <summary>Who may create roles and databases; only the set-up needs it, null where it is not given.</summary>
    public string? Admin { get; }

    /// <summary>Takes the strings as they were configured and checks their form.</summary>
    /// <exception cref="InvalidSettingException">One is missing, cannot be read, or could do without TLS.</exception>
    public static ConnectionStrings From(Func<string, string?> setting)
    {
        var allowsPlainText = PlainText.IsAllowed(setting);
        var primary = Take(PrimarySetting, setting(PrimarySetting));
        var direct = Given(DirectSetting) ?? primary;

        return new ConnectionStrings(
            primary,
            Given(TransactionSetting) ?? primary,
            Given(SessionSetting) ?? direct,
            direct,
            Given(OwnerSetting) ?? primary,
            Given(AdminSetting)
        )
        {
            OwnerName = setting(OwnerSetting) is { Length: > 0 } ? "Owner" : "Primary",
        };

        string? Given(string name) => setting(name) is { Length: > 0 } value ? Take(name, value) : null;

        string Take(string name, string? value)
        {
            var checkedValue = Check(name, value);

            return allowsPlainText || !PlainText.IsPossible(checkedValue)
                ? checkedValue
                : throw PlainText.Refusal(name);
        }
    }

    /// <summary>The application's way to the database in a mode.</summary>
    public string For(ConnectionMode mode) =>
        mode switch
        {
            ConnectionMode.Transaction => Transaction,
            ConnectionMode.Session => Session,
            _ => Direct,
        };

    /// <summary>Says nothing, for all that it holds is secret.</summary>
    public override string ToString() => nameof(ConnectionStrings);

    private static string Check(string name, string? value)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            throw new InvalidSettingException(
                $"The setting {SettingReader.InEnvironment(name)} is missing: give a connection string such as "
                    + "Host=127.0.0.1;Database=enterprise;Username=…;Password=…."
            );
        }

        try
        {
            return new NpgsqlConnectionStringBuilder(value).Host is { Length: > 0 }
                ? value
                : throw new InvalidSettingException(
                    $"The setting {SettingReader.InEnvironment(name)} names no Host."
                );
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException)
        {
            // The parser's message could repeat a part of the string; it is left out.
            throw new InvalidSettingException(
                $"The setting {SettingReader.InEnvironment(name)} is not a connection string: it must look like "
                    + "Host=127.0.0.1;Database=enterprise;Username=…;Password=…."
            );
        }
    }
}
