namespace Enterprise.Infrastructure.Connections.Leases;

/// <summary>A connection that is lent.</summary>
/// <param name="Id">Its number on this node.</param>
/// <param name="Pool">The pool it comes from.</param>
/// <param name="Holder">Who has it.</param>
/// <param name="Age">For how long.</param>
public sealed record LeaseReport(long Id, string Pool, string Holder, TimeSpan Age);
