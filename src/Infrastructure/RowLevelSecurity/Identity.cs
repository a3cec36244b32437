using Enterprise.Application.Callers;
using Npgsql;

namespace Enterprise.Infrastructure.RowLevelSecurity;

/// <summary>As whom a transaction acts: what the policies of the tables see, and the audit log notes.</summary>
/// <remarks>
/// <para>
/// It is set for one transaction, never for a session: <c>app.user_id</c> (whose rows), <c>app.role</c>
/// (<c>admin</c>, <c>service</c> or nothing), and for changes <c>app.key_id</c> and <c>app.request_id</c>. The
/// server forgets all four when the transaction ends, however it ends.
/// </para>
/// <para>Without one the policies show no row and take none (SQLSTATE 42501).</para>
/// </remarks>
public sealed class Identity
{
    private const string Nobody = "";

    private const string ForReading =
        "SELECT set_config('app.user_id', $1, true), set_config('app.role', $2, true)";

    private const string ForWriting = """
        SELECT set_config('app.user_id', $1, true), set_config('app.role', $2, true),
            set_config('app.key_id', $3, true), set_config('app.request_id', $4, true)
        """;

    private readonly Caller? _caller;

    private Identity(string role, Caller? caller) =>
        (_caller, Role, UserId) = (caller, role, caller?.UserId.ToString() ?? Nobody);

    /// <summary>The service on its own account: it sees only what its housekeeping needs.</summary>
    public static Identity Service { get; } = new("service", caller: null);

    /// <summary>Nobody: of a table whose rows have owners it sees nothing.</summary>
    internal static Identity OfNobody { get; } = new(Nobody, caller: null);

    /// <summary>The user, as the policies compare it.</summary>
    internal string UserId { get; }

    /// <summary>What the identity is beyond a user; empty for a user.</summary>
    internal string Role { get; }

    /// <summary>That of whoever sent a request: an administrator's, where the key allows everything.</summary>
    public static Identity Of(Caller caller) => new(caller.IsAdmin ? "admin" : Nobody, caller);

    /// <summary>That of the user alone, whatever else the key allows: an administrator sees no more than his own rows.</summary>
    internal static Identity OfUser(Caller caller) => new(Nobody, caller);

    /// <summary>What a question needs, as the first part of its batch, with one row.</summary>
    internal NpgsqlBatchCommand ToReadCommand() =>
        new(ForReading)
        {
            Parameters =
            {
                new NpgsqlParameter<string> { TypedValue = UserId },
                new NpgsqlParameter<string> { TypedValue = Role },
            },
        };

    /// <summary>What a change needs, as the first part of a batch, with one row.</summary>
    internal NpgsqlBatchCommand ToBatchCommand() =>
        new(ForWriting)
        {
            Parameters =
            {
                new NpgsqlParameter<string> { TypedValue = UserId },
                new NpgsqlParameter<string> { TypedValue = Role },
                new NpgsqlParameter<string> { TypedValue = _caller?.KeyId.ToString() ?? Nobody },
                new NpgsqlParameter<string> { TypedValue = _caller?.RequestId ?? Nobody },
            },
        };
}
