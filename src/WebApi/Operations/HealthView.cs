namespace Enterprise.WebApi.Operations;

/// <summary>That the process runs, or can serve.</summary>
/// <param name="Status">In one word: <c>healthy</c>.</param>
internal sealed record HealthView(string Status)
{
    public static HealthView Healthy { get; } = new("healthy");
}
