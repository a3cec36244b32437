using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Spectre.Console;

namespace Enterprise.DbTool.Hosting;

/// <summary>Shows answers: with colours and frames on a terminal, as plain columns in a pipe, or as JSON.</summary>
internal static class Screen
{
    /// <summary>Up to which length a word stays whole, such as an address; of longer ones the end would be lost.</summary>
    private const int LongestWhole = 32;

    private static readonly JsonSerializerOptions Contract = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>Asks for JSON; every command takes it.</summary>
    public static Option<bool> Json { get; } =
        new("--json") { Description = "Answer in JSON", Recursive = true };

    /// <summary>Whether somebody looks at it as it is written.</summary>
    public static bool IsTerminal => !Console.IsOutputRedirected;

    /// <summary>Shows an answer as JSON where that was asked for, and otherwise as the command does it.</summary>
    public static void Show(ParseResult arguments, object answer, Action otherwise)
    {
        if (arguments.GetValue(Json))
        {
            Verbatim(JsonSerializer.Serialize(answer, Contract));
        }
        else
        {
            otherwise();
        }
    }

    /// <summary>Gives programs that asked for JSON the failure as JSON, too.</summary>
    public static void Failure(ParseResult arguments, string sentence) =>
        Show(arguments, new { error = sentence }, static () => { });

    /// <summary>A text that somebody copies, or a program reads: it is broken nowhere.</summary>
    public static void Verbatim(string text) => Console.Out.WriteLine(text);

    /// <summary>A line, broken between words where the terminal is narrower.</summary>
    public static void Line(string text) => Line(text, Color.Default);

    /// <summary>A line on the error stream.</summary>
    public static void ErrorLine(string text)
    {
        if (Console.IsErrorRedirected)
        {
            Console.Error.WriteLine(text);
        }
        else
        {
            var errors = new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) };
            AnsiConsole.Create(errors).Write(new Text(text + Environment.NewLine));
        }
    }

    /// <summary>A line in a colour, which only a terminal shows.</summary>
    public static void Line(string text, Color color)
    {
        if (IsTerminal)
        {
            AnsiConsole.Write(new Text(text + Environment.NewLine, new Style(color)));
        }
        else
        {
            Verbatim(text);
        }
    }

    /// <summary>A text that stands in from the left, however often it is broken.</summary>
    public static void Indented(string text, int by)
    {
        if (IsTerminal)
        {
            AnsiConsole.Write(new Padder(new Text(text), new Padding(by, 0, 0, 0)));
        }
        else
        {
            Verbatim($"{new string(' ', by)}{text}");
        }
    }

    /// <summary>Rows under the names of their columns.</summary>
    /// <remarks>Names are given by users: a control character of theirs is shown, and not obeyed.</remarks>
    public static void Table(IReadOnlyList<string> columns, IReadOnlyList<string[]> rows)
    {
        rows = [.. rows.Select(row => row.Select(Visible).ToArray())];

        if (!IsTerminal)
        {
            PlainTable.Write(Console.Out, columns, rows);

            return;
        }

        var table = new Table().Border(TableBorder.Simple);

        foreach (var column in columns)
        {
            table.AddColumn(
                new TableColumn(new Text(column, new Style(decoration: Decoration.Bold))).Padding(0, 0, 1, 0)
            );
        }

        for (var at = 0; at < columns.Count; at++)
        {
            // By its first column a row is called elsewhere: it must be there in one piece.
            if (at == 0 || rows.All(row => IsShortWord(row[at])))
            {
                table.Columns[at].NoWrap();
            }
        }

        foreach (var row in rows)
        {
            table.AddRow(row.Select(cell => new Text(cell)));
        }

        AnsiConsole.Write(table);
    }

    private static bool IsShortWord(string cell) =>
        cell.Length <= LongestWhole && !cell.Contains(' ', StringComparison.Ordinal);

    private static string Visible(string cell) =>
        string.Concat(cell.Select(letter => char.IsControl(letter) ? '\uFFFD' : letter));
}
