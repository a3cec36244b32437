namespace Enterprise.Application.Idempotency;

/// <summary>An answer as it was given the first time, to be given again word for word.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Headers">The header fields that belong to it, such as <c>Location</c>.</param>
/// <param name="Body">The body, without secrets: UTF-8.</param>
/// <param name="BodyWithSecret">The body that only the first one who asked may see; null where it is the same.</param>
public sealed record RecordedAnswer(
    int Status,
    IReadOnlyList<KeyValuePair<string, string>> Headers,
    byte[] Body,
    byte[]? BodyWithSecret = null
)
{
    /// <summary>Leaves the bodies out, so that no log can show a secret.</summary>
    public override string ToString() => $"{nameof(RecordedAnswer)} {Status}";
}
