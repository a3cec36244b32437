using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Enterprise.Infrastructure.Sql.Statements;

/// <summary>One statement whose values travel beside its text, never in it.</summary>
/// <remarks>
/// <para>
/// It is written as an interpolated string, and nothing else becomes one: <c>$"… WHERE id = {id}"</c> is the text
/// <c>… WHERE id = $1</c> and a value. A hole of type <see cref="SqlIdentifier"/> is a quoted name, one of type
/// <see cref="SqlStatement"/> is spliced in with its values. A string that was put together does not compile.
/// </para>
/// <para>The values' types are those of Npgsql; an array is one value, as in <c>id = ANY ({ids})</c>.</para>
/// </remarks>
[InterpolatedStringHandler]
public sealed class SqlStatement
{
    private readonly List<Part> _parts;
    private string? _text;

    /// <summary>Called by the compiler, at the beginning of an interpolated string.</summary>
    public SqlStatement(int literalLength, int formattedCount) =>
        _parts = new List<Part>(Math.Min(literalLength, 1) + (2 * formattedCount));

    /// <summary>The text, with <c>$1</c>, <c>$2</c> and so on; from now on nothing can be added.</summary>
    internal string Text => _text ??= Compose();

    /// <summary>The values in the order of their numbers; <see cref="DBNull"/> for none.</summary>
    internal IEnumerable<object> Values =>
        _parts.Where(part => part.Text is null).Select(part => part.Value!);

    /// <summary>Names a statement that is used more than once, or spliced into another one.</summary>
    public static SqlStatement From(SqlStatement sql) => sql;

    /// <summary>Called by the compiler, for the text between two holes.</summary>
    public void AppendLiteral(string text) => Append(new Part(text, Value: null));

    /// <summary>Called by the compiler, for a hole with a value.</summary>
    /// <exception cref="ArgumentException">It is an enum, whose form in the database is the caller's to say.</exception>
    public void AppendFormatted<T>(T value) => Append(new Part(Text: null, SqlValue.Of(value, typeof(T))));

    /// <summary>Called by the compiler, for a hole with a name.</summary>
    public void AppendFormatted(SqlIdentifier name) => AppendLiteral(name.Text);

    /// <summary>Called by the compiler, for a hole with a part of a statement.</summary>
    public void AppendFormatted(SqlStatement part)
    {
        foreach (var each in part._parts.ToArray())
        {
            Append(each);
        }
    }

    /// <summary>The text; the values are not shown.</summary>
    public override string ToString() => Text;

    private void Append(Part part)
    {
        if (_text is not null)
        {
            throw new InvalidOperationException("A statement that has been used is not changed any more.");
        }

        _parts.Add(part);
    }

    private string Compose()
    {
        var text = new StringBuilder();
        var number = 0;

        foreach (var part in _parts)
        {
            _ = part.Text is null
                ? text.Append(CultureInfo.InvariantCulture, $"${++number}")
                : text.Append(part.Text);
        }

        return text.ToString();
    }

    /// <summary>Text, or a value where there is none.</summary>
    private readonly record struct Part(string? Text, object? Value);
}
