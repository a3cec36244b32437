namespace Enterprise.Infrastructure.Caching.SecondLevel;

/// <summary>Redis knows of all that this node has heard.</summary>
/// <param name="Losses">Since touch with the database was lost for the last time.</param>
/// <param name="Witness">What the node wrote after all of it: a server that holds this holds the rest, too.</param>
internal sealed record Standing(long Losses, byte[] Witness);
