using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Enterprise.Tests.Support.Logging;

/// <summary>Keeps everything that is logged, down to the finest level, with exceptions and all.</summary>
public sealed class LogCapture : ILoggerFactory, ILogger
{
    private readonly ConcurrentQueue<string> _lines = new();

    /// <summary>What has been logged so far, one entry each.</summary>
    public IReadOnlyCollection<string> Lines => _lines;

    /// <summary>What an operator sees: all but the finest levels, at which the driver speaks, too.</summary>
    public IReadOnlyCollection<string> Told =>
        [
            .. _lines.Where(line =>
                !line.StartsWith("Debug", StringComparison.Ordinal)
                && !line.StartsWith("Trace", StringComparison.Ordinal)
            ),
        ];

    /// <summary>All of it as one text, to be searched.</summary>
    public string Text => string.Join('\n', _lines);

    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) => this;

    /// <inheritdoc/>
    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

    /// <inheritdoc/>
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    /// <inheritdoc/>
    public bool IsEnabled(LogLevel logLevel) => true;

    /// <inheritdoc/>
    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter
    ) => _lines.Enqueue($"{logLevel} {eventId.Id} {formatter(state, exception)} {exception}");

    /// <inheritdoc/>
    public void Dispose() { }
}
