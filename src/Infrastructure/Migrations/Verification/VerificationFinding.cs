namespace Enterprise.Infrastructure.Migrations.Verification;

/// <summary>Something that is not as it should be.</summary>
/// <param name="Check">Which check found it: migrations, schema, policies, indexes, extensions or budget.</param>
/// <param name="Finding">What it is, in a sentence.</param>
/// <param name="Remedy">What to do about it.</param>
public sealed record VerificationFinding(string Check, string Finding, string Remedy);
