namespace Enterprise.Application.Idempotency;

/// <summary>Says that a key stands for a request with another body: 422 at the REST boundary.</summary>
public sealed class KeyReusedException()
    : Exception("This idempotency key was used for a request with another body; take a new one.");
