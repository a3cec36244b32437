namespace Enterprise.Infrastructure.Connections.Pools;

/// <summary>Says that no connection of a pool came free in time, and which setting bounds the pool.</summary>
public sealed class PoolExhaustedException(string message) : TimeoutException(message);
