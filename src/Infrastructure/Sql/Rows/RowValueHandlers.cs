using System.Data;
using Dapper;

namespace Enterprise.Infrastructure.Sql.Rows;

/// <summary>Reads a moment: the driver gives those of <c>timestamptz</c> as times of day in UTC.</summary>
internal sealed class InstantHandler : SqlMapper.TypeHandler<DateTimeOffset>
{
    public override DateTimeOffset Parse(object value) =>
        value is DateTime utc ? new DateTimeOffset(utc, TimeSpan.Zero) : (DateTimeOffset)value;

    public override void SetValue(IDbDataParameter parameter, DateTimeOffset value) =>
        parameter.Value = value;
}

/// <summary>Reads an array: the driver declares all of them as <see cref="Array"/>, which fits no constructor.</summary>
internal sealed class ArrayHandler<T> : SqlMapper.TypeHandler<T[]>
{
    public override T[] Parse(object value) => (T[])value;

    public override void SetValue(IDbDataParameter parameter, T[]? value) => parameter.Value = value;
}
