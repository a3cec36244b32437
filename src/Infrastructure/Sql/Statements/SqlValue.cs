namespace Enterprise.Infrastructure.Sql.Statements;

/// <summary>What may be a value of a statement.</summary>
internal static class SqlValue
{
    /// <summary>A value as the driver takes it.</summary>
    /// <param name="value">The value; null for none.</param>
    /// <param name="declared">What it is declared as, which tells where there is no value.</param>
    /// <exception cref="ArgumentException">It is an enum, or a part of a statement in disguise.</exception>
    public static object Of(object? value, Type declared)
    {
        var type = value?.GetType() ?? declared;

        if ((Nullable.GetUnderlyingType(type) ?? type.GetElementType() ?? type).IsEnum)
        {
            throw new ArgumentException(
                $"Say whether {type.Name} is a number or a text: enums have no form of their own.",
                nameof(value)
            );
        }

        return value switch
        {
            null => DBNull.Value,
            SqlStatement or SqlIdentifier => throw new ArgumentException(
                $"Declare it as {type.Name}: it is no value.",
                nameof(value)
            ),
            _ => value,
        };
    }
}
