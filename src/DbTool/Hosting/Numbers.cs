using System.CommandLine.Parsing;
using System.Globalization;

namespace Enterprise.DbTool.Hosting;

/// <summary>Options that are several numbers, with commas between them.</summary>
internal static class Numbers
{
    /// <summary>Reads them; refuses what is none or out of the bounds.</summary>
    public static Func<ArgumentResult, int[]?> Within(int least, int most) =>
        result =>
        {
            var numbers = new List<int>();

            foreach (var part in result.Tokens.SelectMany(token => token.Value.Split(',')))
            {
                if (
                    !int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                    || number < least
                    || number > most
                )
                {
                    result.AddError($"'{part}' is no whole number from {least} to {most}.");

                    return null;
                }

                numbers.Add(number);
            }

            return [.. numbers.Distinct().Order()];
        };
}
