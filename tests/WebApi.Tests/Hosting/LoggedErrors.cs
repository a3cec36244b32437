using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Enterprise.WebApi.Tests.Hosting;

/// <summary>Keeps what is logged as an error, so that an unexpected answer can say where it comes from.</summary>
internal sealed class LoggedErrors : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<string> _entries = new();

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter
    )
    {
        if (IsEnabled(logLevel))
        {
            _entries.Enqueue($"{formatter(state, exception)} {exception}");
        }
    }

    public override string ToString() => string.Join('\n', _entries);

    public void Dispose() { }
}
