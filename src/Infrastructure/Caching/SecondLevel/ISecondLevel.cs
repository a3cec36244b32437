namespace Enterprise.Infrastructure.Caching.SecondLevel;

/// <summary>What other nodes have read, while nothing of it has changed since.</summary>
internal interface ISecondLevel
{
    /// <summary>Looks for an answer. Whatever is wrong with the second level is a miss, after a bounded wait.</summary>
    /// <param name="key">Under what it is remembered.</param>
    /// <param name="tags">What it is made of.</param>
    /// <param name="position">How far the log was for whoever asks, and changes were heard of since.</param>
    /// <param name="lifetime">From which age on it is no answer any more.</param>
    Task<SecondLook> LookAsync(string key, string[] tags, ChangePosition position, TimeSpan lifetime);

    /// <summary>Stores an answer that was read after a look, without a wait.</summary>
    void Keep(SecondLook look, byte[] utf8, TimeSpan age, TimeSpan lifetime);

    /// <summary>Something with this tag was changed. To be called before the change counts in this node.</summary>
    void Hear(string tag);
}
