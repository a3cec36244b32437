namespace Enterprise.DbTool.Hosting;

/// <summary>A table for programs such as <c>awk</c> and <c>grep</c>: two blanks between columns, a line a row.</summary>
internal static class PlainTable
{
    private const string Gap = "  ";

    public static void Write(TextWriter output, IReadOnlyList<string> columns, IReadOnlyList<string[]> rows)
    {
        string[][] lines =
        [
            [.. columns.Select(column => column.ToUpperInvariant())],
            .. rows,
        ];
        var widths = columns.Select((_, at) => lines.Max(line => line[at].Length)).ToArray();

        foreach (var line in lines)
        {
            output.WriteLine(
                string.Join(Gap, line.Select((cell, at) => cell.PadRight(widths[at]))).TrimEnd()
            );
        }
    }
}
