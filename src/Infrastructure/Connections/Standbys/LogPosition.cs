using System.Globalization;

namespace Enterprise.Infrastructure.Connections.Standbys;

/// <summary>A place in the server's write-ahead log: how far it has been written, or replayed.</summary>
/// <remarks>PostgreSQL manual, section 8.20 (<c>pg_lsn</c>); as text 16 hexadecimal digits.</remarks>
/// <param name="Value">The byte position, 1 or more.</param>
public readonly record struct LogPosition(ulong Value)
{
    private const int Digits = 16;

    /// <summary>A position that no standby ever reaches: whoever must see it is served by the primary.</summary>
    public static LogPosition PrimaryOnly { get; } = new(ulong.MaxValue);

    /// <summary>Reads what <see cref="ToString"/> gives.</summary>
    public static bool TryParse(string? text, out LogPosition position)
    {
        var isOne =
            ulong.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)
            && text!.Length == Digits
            && value > 0;
        position = new LogPosition(value);

        return isOne;
    }

    /// <inheritdoc/>
    public override string ToString() => Value.ToString("X16", CultureInfo.InvariantCulture);
}
