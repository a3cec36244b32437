namespace Enterprise.Infrastructure.Connections;

/// <summary>Which of a primary and its standbys may answer.</summary>
public enum ServerChoice
{
    /// <summary>The primary alone.</summary>
    Primary,

    /// <summary>A standby that is recent enough, else the primary.</summary>
    StandbyFirst,

    /// <summary>The primary, or a standby while there is none.</summary>
    PrimaryFirst,
}
