namespace Enterprise.WebApi.Tests.Hosting;

/// <summary>The system's clock, ahead of its time.</summary>
internal sealed class ShiftedClock(TimeSpan ahead) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + ahead;
}
