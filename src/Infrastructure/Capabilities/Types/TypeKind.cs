namespace Enterprise.Infrastructure.Capabilities.Types;

/// <summary>What a column type holds, whatever a product calls it.</summary>
internal enum TypeKind
{
    Boolean,
    SmallInt,
    Integer,
    BigInt,
    NumberedSmallInt,
    NumberedInteger,
    NumberedBigInt,
    UnsignedBigInt,
    Decimal,
    Real,
    Double,
    Char,
    Varchar,
    Text,
    Bytes,
    Date,

    /// <summary>A time of day.</summary>
    Time,

    /// <summary>A span of time, which is what MySQL means by <c>time</c>.</summary>
    Span,

    /// <summary>A date and a time of day, of no time zone.</summary>
    Timestamp,

    /// <summary>A point in time.</summary>
    Instant,
    Uuid,

    /// <summary>A document as it was written.</summary>
    JsonText,

    /// <summary>A document by its content.</summary>
    Json,
    Array,
    Vector,
}
