using System.Buffers;
using System.Text;
using Enterprise.WebApi.Tests.Isolation.Switches;

namespace Enterprise.WebApi.Tests.Isolation;

/// <summary>What the switch does to the bytes of a session.</summary>
public sealed class FrontendMessagesTests
{
    private const string StartUp = "\0\0\0\u0009\0\u0003\0\0\0";
    private const string AskForTls = "\0\0\0\u0008\u0004\u00D2\u0016\u002F";
    private const string Parse = "P\0\0\0\u000Fname\0abc\0\0\0";
    private const string Bind = "B\0\0\0\u0008\0abc";
    private const string Query = "Q\0\0\0\u0008abc\0";
    private const string ChangedParse = "P\0\0\0\u0011name\0ABCDE\0\0\0";
    private const string ChangedQuery = "Q\0\0\0\u000AABCDE\0";

    private readonly ArrayBufferWriter<byte> _server = new();
    private readonly FrontendMessages _messages = new(sql =>
        sql.Replace("abc", "ABCDE", StringComparison.Ordinal)
    );

    [Fact]
    public void Statements_are_changed_and_all_else_passes_as_it_is() =>
        Passed(AskForTls + StartUp + Parse + Bind + Query)
            .ShouldBe(AskForTls + StartUp + ChangedParse + Bind + ChangedQuery);

    [Fact]
    public void Messages_may_come_in_any_pieces()
    {
        var rest = "";

        foreach (var piece in StartUp + Parse + Bind + Query)
        {
            rest = Feed(rest + piece);
        }

        rest.ShouldBeEmpty();
        Passed("").ShouldBe(StartUp + ChangedParse + Bind + ChangedQuery);
    }

    private string Passed(string bytes)
    {
        Feed(bytes).ShouldBeEmpty();

        return Encoding.Latin1.GetString(_server.WrittenSpan);
    }

    /// <summary>Gives what is not a whole message yet.</summary>
    private string Feed(string bytes)
    {
        var rest = new ReadOnlySequence<byte>(Encoding.Latin1.GetBytes(bytes));

        while (_messages.TryPass(ref rest, _server)) { }

        return Encoding.Latin1.GetString(rest.ToArray());
    }
}
