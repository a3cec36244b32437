namespace Enterprise.Infrastructure.Tests.Diagnostics;

/// <summary>
/// Tests that measure beside no others: an instrument of one name is one to .NET, and where somebody stops listening to
/// it in the same process, others who begin to at that moment may hear nothing.
/// </summary>
[CollectionDefinition(nameof(AloneInTheProcess), DisableParallelization = true)]
public sealed class AloneInTheProcess;
