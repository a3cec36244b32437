namespace Enterprise.Application.ApiKeys;

/// <summary>Takes note of which keys are in use; what is noted is stored later, never while a request waits.</summary>
public interface IApiKeyUsage
{
    /// <summary>Notes that a key was presented. It must not block.</summary>
    void Note(Guid keyId, DateTimeOffset at);
}
