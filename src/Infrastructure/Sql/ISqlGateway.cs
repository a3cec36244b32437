using System.Data;
using Enterprise.Application.Failures;
using Enterprise.Infrastructure.RowLevelSecurity;
using Enterprise.Infrastructure.Sql.Statements;
using Enterprise.Infrastructure.Sql.Transactions;
using Npgsql;

namespace Enterprise.Infrastructure.Sql;

/// <summary>SQL for what EF Core is not the tool: by the same pools, retries, deadlines and circuit breakers.</summary>
/// <remarks>
/// <para>
/// Statements are interpolated strings whose holes are values: <c>sql.ExecuteAsync(identity, $"… = {value}")</c>. Rows are
/// mapped by Dapper: <c>trip_id</c> to <c>TripId</c>, or in order to the parameters of a constructor.
/// </para>
/// <para>
/// Every call says as whom it is made: the policies of the tables show and take that identity's rows alone.
/// </para>
/// <para>
/// Questions are repeated freely, and so must change nothing: the server refuses it. Each change is a transaction,
/// repeated only where nothing was left behind; a commit whose answer is lost is asked after. What the server
/// refuses for good is a <see cref="PostgresException"/>, and all else is a
/// <see cref="DatabaseUnavailableException"/>.
/// </para>
/// </remarks>
public interface ISqlGateway
{
    /// <summary>Asks for one row; the default of its type where there is none.</summary>
    /// <exception cref="InvalidOperationException">There are more rows, or the statement changes something.</exception>
    Task<T?> SingleAsync<T>(
        Identity identity,
        SqlStatement sql,
        SqlOptions? options = null,
        CancellationToken cancellationToken = default
    );

    /// <summary>Asks for rows, all of which are held in memory.</summary>
    /// <exception cref="InvalidOperationException">The statement changes something.</exception>
    Task<IReadOnlyList<T>> RowsAsync<T>(
        Identity identity,
        SqlStatement sql,
        SqlOptions? options = null,
        CancellationToken cancellationToken = default
    );

    /// <summary>Asks for a number, such as <c>SELECT count(*) …</c>; 0 where there is no row.</summary>
    /// <exception cref="InvalidOperationException">There are more rows, or the statement changes something.</exception>
    Task<long> CountAsync(
        Identity identity,
        SqlStatement sql,
        SqlOptions? options = null,
        CancellationToken cancellationToken = default
    );

    /// <summary>Changes rows, and gives their number.</summary>
    Task<int> ExecuteAsync(
        Identity identity,
        SqlStatement sql,
        SqlOptions? options = null,
        CancellationToken cancellationToken = default
    );

    /// <summary>Runs several statements in one round trip, all or none, and gives the number of rows changed.</summary>
    Task<int> ExecuteManyAsync(
        Identity identity,
        IEnumerable<SqlStatement> statements,
        SqlOptions? options = null,
        CancellationToken cancellationToken = default
    );

    /// <summary>Inserts rows, or updates those that are there, and gives the number of rows changed.</summary>
    /// <param name="identity">As whom.</param>
    /// <param name="table">Where.</param>
    /// <param name="columns">The columns that the values are for.</param>
    /// <param name="conflict">Those of them that a unique index covers; the others are updated.</param>
    /// <param name="rows">The values in the order of the columns; no two for one row.</param>
    /// <param name="options">What is wanted otherwise than usual.</param>
    /// <param name="cancellationToken">Heard before it begins.</param>
    /// <exception cref="ArgumentException">Columns and values do not fit together.</exception>
    Task<int> UpsertAsync(
        Identity identity,
        SqlIdentifier table,
        IReadOnlyList<SqlIdentifier> columns,
        IReadOnlyList<SqlIdentifier> conflict,
        IEnumerable<IReadOnlyList<object?>> rows,
        SqlOptions? options = null,
        CancellationToken cancellationToken = default
    );

    /// <summary>Calls a function of the database for its value.</summary>
    /// <param name="identity">As whom.</param>
    /// <param name="function">Its name.</param>
    /// <param name="arguments">In the order of its parameters.</param>
    /// <param name="isReadOnly">Whether it changes nothing, and so is a question.</param>
    /// <param name="options">What is wanted otherwise than usual.</param>
    /// <param name="cancellationToken">Ends the wait for an answer; before a change begins, the call.</param>
    Task<T?> CallAsync<T>(
        Identity identity,
        SqlIdentifier function,
        IReadOnlyList<object?> arguments,
        bool isReadOnly = false,
        SqlOptions? options = null,
        CancellationToken cancellationToken = default
    );

    /// <summary>Runs a delegate in one transaction, on one connection, and commits it when the delegate returns.</summary>
    /// <remarks>
    /// The delegate is run again, on another connection, where the server rolled back for a serialization failure
    /// or a deadlock, or the connection was lost before the commit: it must have no effects but those in the
    /// database. An exception of its own rolls back and is passed on.
    /// </remarks>
    /// <param name="identity">As whom.</param>
    /// <param name="isolation">How far it is kept apart from others (PostgreSQL manual, section 13.2).</param>
    /// <param name="work">What is done in it.</param>
    /// <param name="options">What is wanted otherwise than usual.</param>
    /// <param name="cancellationToken">Heard before it begins.</param>
    Task<T> TransactionAsync<T>(
        Identity identity,
        IsolationLevel isolation,
        Func<SqlTransaction, Task<T>> work,
        SqlOptions? options = null,
        CancellationToken cancellationToken = default
    );
}
