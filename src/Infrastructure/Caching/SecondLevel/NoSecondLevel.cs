namespace Enterprise.Infrastructure.Caching.SecondLevel;

/// <summary>Where none is set.</summary>
internal sealed class NoSecondLevel : ISecondLevel
{
    private static readonly Task<SecondLook> Blind = Task.FromResult(SecondLook.Blind);

    public Task<SecondLook> LookAsync(
        string key,
        string[] tags,
        ChangePosition position,
        TimeSpan lifetime
    ) => Blind;

    public void Keep(SecondLook look, byte[] utf8, TimeSpan age, TimeSpan lifetime) { }

    public void Hear(string tag) { }
}
