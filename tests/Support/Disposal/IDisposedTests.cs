namespace Enterprise.Tests.Support.Disposal;

/// <summary>Tests that leave something behind which ends asynchronously: services, pools, listeners.</summary>
/// <remarks>
/// The second version of xunit does not know <see cref="IAsyncDisposable"/>: what it would end goes on to the end of the
/// process, counts what others do, and holds its connections.
/// </remarks>
public interface IDisposedTests : IAsyncLifetime, IAsyncDisposable
{
    /// <inheritdoc/>
    Task IAsyncLifetime.InitializeAsync() => Task.CompletedTask;

    /// <inheritdoc/>
    Task IAsyncLifetime.DisposeAsync() => ((IAsyncDisposable)this).DisposeAsync().AsTask();
}
