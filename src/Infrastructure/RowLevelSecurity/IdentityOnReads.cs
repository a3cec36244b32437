using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Enterprise.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace Enterprise.Infrastructure.RowLevelSecurity;

/// <summary>Says before each question of EF Core's as whom it is asked, in the question's own round trip.</summary>
/// <remarks>
/// Two statements sent as one are one implicit transaction (PostgreSQL manual, section 53.2.2.1), with which the
/// identity ends; a transaction of its own would cost more round trips. The answer to the first statement is
/// stepped over. A user has no role, and that is said too: behind a pooler, somebody may have left one in the session.
/// Changes are not touched: their transaction begins with the identity, and a statement before
/// theirs would confuse EF Core's count of changed rows.
/// </remarks>
internal sealed class IdentityOnReads : DbCommandInterceptor
{
    /// <summary>The one that every context for questions has; it holds nothing of a request.</summary>
    public static readonly IdentityOnReads Instance = new();

    private const string User = "identity_user";
    private const string Role = "identity_role";
    private const string OfUser =
        $"SELECT set_config('app.user_id', @{User}, true), set_config('app.role', '', true);\n";
    private const string OfRole =
        $"SELECT set_config('app.user_id', @{User}, true), set_config('app.role', @{Role}, true);\n";

    /// <summary>The texts with their prefix; EF Core keeps one string for each compiled query.</summary>
    private readonly ConditionalWeakTable<string, string> _asUser = [];

    /// <inheritdoc/>
    public override InterceptionResult<DbDataReader> ReaderExecuting(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<DbDataReader> result
    )
    {
        Prefix(command, eventData);

        return result;
    }

    /// <inheritdoc/>
    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<DbDataReader> result,
        CancellationToken cancellationToken = default
    )
    {
        Prefix(command, eventData);

        return new ValueTask<InterceptionResult<DbDataReader>>(result);
    }

    /// <inheritdoc/>
    public override DbDataReader ReaderExecuted(
        DbCommand command,
        CommandExecutedEventData eventData,
        DbDataReader result
    )
    {
        if (IdentityOf(eventData) is not null)
        {
            result.NextResult();
        }

        return result;
    }

    /// <inheritdoc/>
    public override async ValueTask<DbDataReader> ReaderExecutedAsync(
        DbCommand command,
        CommandExecutedEventData eventData,
        DbDataReader result,
        CancellationToken cancellationToken = default
    )
    {
        if (IdentityOf(eventData) is not null)
        {
            await result.NextResultAsync(cancellationToken);
        }

        return result;
    }

    private static Identity? IdentityOf(CommandEventData eventData) =>
        (eventData.Context as EnterpriseDbContext)?.Identity;

    [SuppressMessage(
        "Security",
        "CA2100:Review SQL queries for security vulnerabilities",
        Justification = "The prefix is a constant, and the rest is what EF Core has made."
    )]
    private void Prefix(DbCommand command, CommandEventData eventData)
    {
        if (IdentityOf(eventData) is not { } identity)
        {
            return;
        }

        command.Parameters.Add(new NpgsqlParameter<string>(User, identity.UserId));

        if (identity.Role.Length > 0)
        {
            command.Parameters.Add(new NpgsqlParameter<string>(Role, identity.Role));
            command.CommandText = OfRole + command.CommandText;
        }
        else
        {
            command.CommandText = _asUser.GetValue(command.CommandText, static text => OfUser + text);
        }
    }
}
