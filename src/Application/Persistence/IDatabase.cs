using Enterprise.Application.Callers;
using Enterprise.Application.Failures;
using Enterprise.Application.Idempotency;
using Enterprise.Domain.Rules;
using Microsoft.EntityFrameworkCore;

namespace Enterprise.Application.Persistence;

/// <summary>The way to the data: one verb for reading, one for changing, each with its own rules of repetition.</summary>
/// <remarks>
/// Both may run the delegate more than once, each time with a new context: it must have no effect outside of
/// that context, and keys that a change needs are made before it.
/// </remarks>
public interface IDatabase
{
    /// <summary>Asks for data. Nothing is tracked; any transient failure is tried again.</summary>
    /// <exception cref="DatabaseUnavailableException">The database could not be asked.</exception>
    Task<T> ReadAsync<T>(
        Caller caller,
        Func<DbContext, CancellationToken, Task<T>> query,
        CancellationToken cancellationToken
    );

    /// <summary>
    /// Changes the tracked objects that the delegate loads, adds or removes, and commits them as one.
    /// </summary>
    /// <remarks>
    /// <para>
    /// It is tried again only when nothing can have been left behind: before the commit, after the server
    /// rolled it back, or when another change of the same row came first.
    /// </para>
    /// <para>
    /// The delegate's token covers what it loads. The commit itself never sees it: PostgreSQL answers a
    /// cancelled wait for a synchronous standby as if all were well.
    /// </para>
    /// </remarks>
    /// <returns>What the delegate returned, with the values that the database made, such as versions.</returns>
    /// <exception cref="DatabaseUnavailableException">Not committed, or not known whether it was.</exception>
    /// <exception cref="UniqueViolationException">Another row has the value that must be unique.</exception>
    /// <exception cref="RuleBrokenException">What the change refers to is gone.</exception>
    Task<T> WriteAsync<T>(
        Caller caller,
        Func<DbContext, CancellationToken, Task<T>> change,
        CancellationToken cancellationToken
    );

    /// <summary>
    /// Changes as <see cref="WriteAsync"/> does, but at most once for a request, and keeps the answer to it in
    /// the same transaction; without a request to go by it is the same.
    /// </summary>
    /// <remarks>Because of that record it is tried again even where the first outcome is not known.</remarks>
    /// <param name="once">The request and how its outcome is told; null for a change of no such request.</param>
    /// <param name="caller">Who asks.</param>
    /// <param name="change">The change.</param>
    /// <param name="view">What is shown of what the change returned, once the database has made its values.</param>
    /// <param name="cancellationToken">Ends what comes before the commit.</param>
    /// <exception cref="AnsweredBeforeException">It was carried out before; the exception has the answer.</exception>
    /// <exception cref="StillRunningException">It is being carried out just now.</exception>
    /// <exception cref="KeyReusedException">Its key stands for a request with another body.</exception>
    /// <inheritdoc cref="WriteAsync"/>
    Task<TView> WriteOnceAsync<T, TView>(
        Once<TView>? once,
        Caller caller,
        Func<DbContext, CancellationToken, Task<T>> change,
        Func<T, TView> view,
        CancellationToken cancellationToken
    );
}
