namespace Enterprise.DbTool.Hosting;

/// <summary>Tells of progress at once: <c>Progress</c> of the library would tell on another thread, at some time.</summary>
internal sealed class Teller<T>(Action<T> tell) : IProgress<T>
{
    public void Report(T value) => tell(value);
}
