using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Enterprise.Tests.Support.Hosting;

/// <summary>Some tests block threads on purpose; others must not wait for new ones.</summary>
internal static class TestThreads
{
    private const int Least = 64;

    /// <summary>Set here and not for the host: that would forbid the service to have more when it needs them.</summary>
    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255", Justification = "Each test project uses this assembly first of all.")]
    internal static void Set() => ThreadPool.SetMinThreads(Least, Least);
}
