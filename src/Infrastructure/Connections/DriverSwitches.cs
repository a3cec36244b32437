using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Enterprise.Infrastructure.Connections;

/// <summary>What is set for the driver as a whole; it reads these once, when it is first used.</summary>
internal static class DriverSwitches
{
    /// <summary>Runs before anything else of the layer, so that no use of the driver can come first.</summary>
    [ModuleInitializer]
    [SuppressMessage(
        "Usage",
        "CA2255:The 'ModuleInitializer' attribute should not be used in libraries",
        Justification = "The layer is the product's own, and a later moment can be too late."
    )]
    internal static void Set() =>
        // The last day of the calendar is a day, not infinity: a span up to it must be computable.
        AppContext.SetSwitch("Npgsql.DisableDateTimeInfinityConversions", isEnabled: true);
}
