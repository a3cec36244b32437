using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Enterprise.WebApi.Operations.Live;

namespace Enterprise.WebApi.Operations;

/// <summary>How the answers and events of this room are written.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(HealthView))]
[JsonSerializable(typeof(ServiceHealthView))]
[JsonSerializable(typeof(LiveView))]
internal sealed partial class OperationsJson : JsonSerializerContext
{
    /// <summary>The contract: texts as they are, for pages take them for texts alone.</summary>
    public static OperationsJson Contract { get; } =
        new(
            new JsonSerializerOptions(JsonSerializerDefaults.Web)
            {
                Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            }
        );
}
