using System.Globalization;
using Enterprise.Infrastructure.Sql.Statements;

namespace Enterprise.Infrastructure.Sql;

/// <summary>The three times of a call that brings its own, each within the next: server, driver, budget.</summary>
internal static class SqlTimeouts
{
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(1);

    /// <summary>Sets what the server allows for the rest of the transaction, whatever its role is allowed.</summary>
    public static SqlStatement Local(TimeSpan timeout) =>
        SqlStatement.From($"SELECT set_config('statement_timeout', {OfServer(timeout)}, true)");

    /// <summary>Milliseconds, as the server reads them.</summary>
    public static string OfServer(TimeSpan timeout) =>
        ((long)Math.Ceiling(timeout.TotalMilliseconds)).ToString(CultureInfo.InvariantCulture);

    /// <summary>Whole seconds, later than the server's, which ends the statement and keeps the connection.</summary>
    public static int OfDriver(TimeSpan timeout) => (int)Math.Ceiling((timeout + Margin).TotalSeconds);

    /// <summary>The time for all of it.</summary>
    public static TimeSpan Budget(TimeSpan timeout) => timeout + (2 * Margin);
}
