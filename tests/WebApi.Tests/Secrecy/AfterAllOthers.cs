namespace Enterprise.WebApi.Tests.Secrecy;

/// <summary>
/// Tests that look back at what all others have done: xunit runs collections that are not parallel after those
/// that are, and this is the only one.
/// </summary>
[CollectionDefinition(nameof(AfterAllOthers), DisableParallelization = true)]
public sealed class AfterAllOthers;
