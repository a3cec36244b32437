namespace Enterprise.Application.Destinations;

/// <summary>What a search goes by.</summary>
public enum SearchMode
{
    /// <summary>Meaning and words: the two lists are fused by the reciprocals of their ranks.</summary>
    Hybrid,

    /// <summary>Meaning alone.</summary>
    Vector,

    /// <summary>Words alone.</summary>
    Text,
}
