using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Win32.SafeHandles;

namespace Enterprise.WebApi.Tests.Secrecy;

/// <summary>Everything that every host of the service in this process logs, down to the finest level.</summary>
/// <remarks>It goes to a file without a name, for it may be hundreds of megabytes; the file ends with the process.</remarks>
internal sealed class SuiteLog : ILoggerProvider
{
    private static readonly Lock Turn = new();
    private static readonly FileStream File = Open();
    private static readonly StreamWriter Writer = new(File, new UTF8Encoding(false), 1 << 16);
    private static long _entries;

    /// <summary>How many entries there are so far.</summary>
    public static long Entries => Interlocked.Read(ref _entries);

    /// <summary>The log so far, as a file to be read from its beginning.</summary>
    public static (SafeFileHandle File, long Bytes) Read()
    {
        lock (Turn)
        {
            Writer.Flush();
            File.Flush();

            return (File.SafeFileHandle, File.Length);
        }
    }

    public static void Write(string entry)
    {
        lock (Turn)
        {
            _entries++;
            Writer.WriteLine(entry);
        }
    }

    public ILogger CreateLogger(string categoryName) => new Logger(categoryName);

    public void Dispose() { }

    private static FileStream Open()
    {
        var path = Path.GetTempFileName();
        var file = new FileStream(
            path,
            FileMode.Create,
            FileAccess.ReadWrite,
            FileShare.ReadWrite | FileShare.Delete
        );
        System.IO.File.Delete(path);

        return file;
    }

    private sealed class Logger(string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            Write($"{category} scope {state}");

            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) => Write($"{category} {formatter(state, exception)} {exception}");
    }
}
