namespace Enterprise.Load;

/// <summary>What one connection asks for, request after request.</summary>
public interface IRequestSource
{
    /// <summary>Writes the next request, header and body, and says how many bytes it has.</summary>
    int WriteNext(Span<byte> buffer);
}
