using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Enterprise.WebApi.Operations.Live;

/// <summary>One event of the stream (WHATWG HTML, section 9.2), written once for all viewers.</summary>
/// <param name="Number">Its number since the start of the service.</param>
/// <param name="Text">The event: <c>now</c> with everything, <c>past</c> with what is drawn over time alone.</param>
internal sealed record LiveFrame(long Number, ReadOnlyMemory<byte> Text)
{
    /// <summary>The event of this moment.</summary>
    public static LiveFrame Now(string run, long number, LiveView view) => Of("now", run, number, view);

    /// <summary>The same, for who comes later.</summary>
    public static LiveFrame Past(string run, long number, LiveView view) =>
        Of("past", run, number, view with { Statements = [], Slowest = [] });

    private static LiveFrame Of(string name, string run, long number, LiveView view) =>
        new(
            number,
            Encoding.UTF8.GetBytes(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"event: {name}\nid: {run}-{number}\ndata: {JsonSerializer.Serialize(view, OperationsJson.Contract.LiveView)}\n\n"
                )
            )
        );
}
