using System.Runtime.CompilerServices;
using Enterprise.Application.Failures;
using Enterprise.Infrastructure.Connections.Leases;

namespace Enterprise.Infrastructure.Connections;

/// <summary>Lends connections by what they are wanted for, and knows who has which.</summary>
public interface IConnectionService
{
    /// <summary>Lends an open connection; dispose the lease to give it back.</summary>
    /// <remarks>
    /// No session state may be set on it, for nothing resets it: use <c>SET LOCAL</c> in a transaction, or the
    /// mode <see cref="ConnectionMode.Direct"/> and put back what was changed. Whoever commits by it must see to
    /// lost answers by itself.
    /// </remarks>
    /// <param name="purpose">What it is wanted for, and with that its pool.</param>
    /// <param name="mode">The way to the server; by <see cref="ModePolicy"/> unless it is given.</param>
    /// <param name="choice">Which server; by the purpose unless it is given.</param>
    /// <param name="cancellationToken">Ends the wait for a free one.</param>
    /// <param name="opener">Filled in by the compiler.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <exception cref="DatabaseUnavailableException">None is to be had: the message says why.</exception>
    Task<ConnectionLease> AcquireAsync(
        ConnectionPurpose purpose,
        ConnectionMode? mode = null,
        ServerChoice? choice = null,
        CancellationToken cancellationToken = default,
        [CallerMemberName] string opener = "",
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0
    );

    /// <summary>How pools, circuits, standbys and leases are at this moment.</summary>
    ConnectionReport Report();
}
