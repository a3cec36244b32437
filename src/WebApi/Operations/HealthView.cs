using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Enterprise.WebApi.Operations;

/// <summary>That the process runs, or can serve.</summary>
/// <param name="Status">In one word: <c>healthy</c>.</param>
internal sealed record HealthView(string Status)
{
    public static HealthView Healthy { get; } = new("healthy");
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(HealthView))]
[JsonSerializable(typeof(ServiceHealthView))]
internal sealed partial class HealthJson : JsonSerializerContext
{
    /// <summary>The contract of these answers: texts as they are, for nobody puts them into a page.</summary>
    public static HealthJson Contract { get; } =
        new(
            new JsonSerializerOptions(JsonSerializerDefaults.Web)
            {
                Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            }
        );
}
