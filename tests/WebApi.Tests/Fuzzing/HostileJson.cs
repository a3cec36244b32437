using System.Globalization;
using System.Text;

namespace Enterprise.WebApi.Tests.Fuzzing;

/// <summary>Values of JSON that programs stumble over, each as text that stands in a body as it is.</summary>
internal static class HostileJson
{
    private static readonly int[] Lengths =
    [
        1,
        3,
        49,
        50,
        51,
        99,
        100,
        101,
        199,
        200,
        201,
        253,
        254,
        255,
        256,
        320,
        321,
        3_999,
        4_000,
        4_001,
        16_383,
        16_384,
        70_000,
    ];

    private static readonly string[] Characters =
    [
        "a",
        " ",
        "é",
        "e\u0301",
        "\u200b",
        "\u202e",
        "\u2028",
        "\ufeff",
        "\uffff",
        "ß",
        "İ",
        "中",
        "😀",
        "\U0010FFFF",
    ];

    public static readonly string[] Values =
    [
        "null",
        "true",
        "false",
        "0",
        "1",
        "\"\"",
        "\"x\"",
        "[]",
        "{}",
        "[null]",
        "[[]]",
        "[{}]",
        "{\"\": null}",
        "\"null\"",
        "\"0\"",
        "\"true\"",
        "undefined",
        "",
        "'x'",
        "@",
    ];

    public static readonly string[] Numbers =
    [
        "-1",
        "0",
        "-0",
        "-0.0",
        "1",
        "2",
        "99",
        "100",
        "101",
        "731",
        "732",
        "604800",
        "604801",
        "1e0",
        "1E+2",
        "1e-2",
        "0.1",
        "0.001",
        "1.005",
        "9999999999.99",
        "9999999999.991",
        "10000000000",
        "1e10",
        "2147483647",
        "2147483648",
        "-2147483648",
        "-2147483649",
        "9223372036854775807",
        "9223372036854775808",
        "1e28",
        "1e29",
        "79228162514264337593543950335",
        "79228162514264337593543950336",
        "1e308",
        "1e309",
        "-1e400",
        "1e-400",
        "1e-28",
        "1e-29",
        "1e2147483647",
        "1e2147483648",
        "1e-2147483649",
        "0e0",
        "0e999999999999",
        "NaN",
        "Infinity",
        "-Infinity",
        "+1",
        "01",
        "-01",
        ".5",
        "1.",
        "1e",
        "0x10",
        "1_000",
        "--1",
        "\"1\"",
        new('9', 400),
        $"0.{new string('0', 400)}1",
        $"1{new string('0', 5_000)}",
    ];

    public static readonly string[] Texts =
    [
        "\"\"",
        "\" \"",
        "\"\\t\\r\\n\"",
        "\"\u2003\u3000\"",
        "\"\\u0000\"",
        "\"a\\u0000b\"",
        "\"a\0b\"",
        "\"\\ud800\"",
        "\"\\udc00\"",
        "\"\\udc00\\ud800\"",
        "\"\\ud83d\\ude00\"",
        "\"\\ud83d\"",
        "\"\\uD83Dx\"",
        "\"\\uffff\\ufffe\"",
        "\"\\u\"",
        "\"\\u12\"",
        "\"\\x41\"",
        "\"a\nb\"",
        "\"\u007f\u0001\"",
        "\"\\b\\f\\/\"",
        "\"'; DROP TABLE trips; --\"",
        "\"%_\\\\%\"",
        "\"{0} {{1}} %s ${x}\"",
        "\"</script><b>\"",
        "\"../../etc\"",
        "\"=1+1\"",
        "\"@\"",
        "\"a@b@c\"",
        "\"@a\"",
        "\"a@\"",
        "\"a@b\\u0000\"",
        "\"EUR\"",
        "\"eur\"",
        "\"XXX\"",
        "\"unknown\"",
        "\"Planning\"",
        "\"completed\"",
        "\"admin\"",
        "\"open",
        "open\"",
    ];

    public static readonly string[] Days =
    [
        "\"0001-01-01\"",
        "\"9999-12-31\"",
        "\"0000-00-00\"",
        "\"0000-01-01\"",
        "\"10000-01-01\"",
        "\"-0001-01-01\"",
        "\"2027-02-29\"",
        "\"2028-02-29\"",
        "\"2027-13-01\"",
        "\"2027-00-10\"",
        "\"2027-05-32\"",
        "\"2027-5-1\"",
        "\"20270501\"",
        "\"2027-05-01T00:00:00Z\"",
        "\" 2027-05-01\"",
        "\"2027-05-01 \"",
        "\"infinity\"",
        "\"-infinity\"",
        "\"today\"",
        "\"٢٠٢٧-٠٥-٠١\"",
        "\"2027/05/01\"",
        "\"\"",
        "20270501",
        "\"1582-10-10\"",
        "\"4714-11-24\"",
    ];

    public static readonly string[] Instants =
    [
        "\"0001-01-01T00:00:00Z\"",
        "\"0001-01-01T00:00:00+14:00\"",
        "\"9999-12-31T23:59:59.9999999Z\"",
        "\"9999-12-31T23:59:59.999999Z\"",
        "\"9999-12-31T23:59:59-14:00\"",
        "\"2097-05-01T24:00:00Z\"",
        "\"2097-05-01T23:59:60Z\"",
        "\"2097-05-01T00:00:00\"",
        "\"2097-05-01T00:00:00+14:01\"",
        "\"2097-05-01T00:00:00+99:99\"",
        "\"2097-05-01T00:00Z\"",
        "\"2097-05-01T00:00:00.1234567890123Z\"",
        "\"2097-05-01 00:00:00Z\"",
        "\"2097-05-01t00:00:00z\"",
        "\"2097-05-01\"",
        "\"infinity\"",
        "\"-infinity\"",
        "\"1970-01-01T00:00:00Z\"",
        "\"+10000-01-01T00:00:00Z\"",
        "\"T\"",
        "\"TZ\"",
        "\"T+00:00\"",
        "4102444800",
    ];

    public static readonly string[] Times =
    [
        "\"00:00\"",
        "\"23:59\"",
        "\"24:00\"",
        "\"23:60\"",
        "\"9:30\"",
        "\"09:30:00\"",
        "\"09:30:00.0000001\"",
        "\"-01:00\"",
        "\"0930\"",
        "\"09.30\"",
        "\"09:30Z\"",
        "\"09:30 \"",
        "\"\"",
        "\"٠٩:٣٠\"",
        "930",
    ];

    /// <summary>A text of some length in characters, whose characters take one to four bytes.</summary>
    public static string Long(Dice dice) =>
        $"\"{new StringBuilder().Insert(0, dice.Pick(Characters), dice.Pick(Lengths))}\"";

    /// <summary>One more or one less than a number.</summary>
    public static string NextTo(string number, Dice dice) =>
        decimal.TryParse(number, CultureInfo.InvariantCulture, out var value) && Math.Abs(value) < 1e15m
            ? (value + dice.Pick([-1m, 1m, 0.01m, 0.001m])).ToString(CultureInfo.InvariantCulture)
            : "0";

    /// <summary>Arrays or objects inside each other.</summary>
    public static string Nested(Dice dice)
    {
        var depth = dice.Pick([1, 30, 31, 32, 33, 63, 64, 65, 1_000, 50_000]);

        return dice.Chance(50)
            ? new string('[', depth) + new string(']', depth)
            : $"{new StringBuilder().Insert(0, "{\"a\":", depth)}1{new string('}', depth)}";
    }
}
