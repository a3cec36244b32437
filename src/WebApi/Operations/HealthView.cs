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
internal sealed partial class HealthJson : JsonSerializerContext;
