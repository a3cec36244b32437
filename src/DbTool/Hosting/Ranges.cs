using System.CommandLine;
using System.Globalization;

namespace Enterprise.DbTool.Hosting;

/// <summary>Options that are numbers, within bounds.</summary>
internal static class Ranges
{
    /// <summary>
    /// Refuses what is out of the bounds, and a comma, which the library takes for nothing: 1,5 were 15. What is no
    /// number at all, the library refuses.
    /// </summary>
    public static Option<T> Within<T>(this Option<T> option, double least, double most)
    {
        option.Validators.Add(result =>
        {
            if (
                result.Tokens is [var token]
                && (
                    token.Value.Contains(',', StringComparison.Ordinal)
                    || (
                        double.TryParse(token.Value, CultureInfo.InvariantCulture, out var value)
                        && !(value >= least && value <= most)
                    )
                )
            )
            {
                result.AddError($"{option.Name} is from {least} to {most}, and has no comma.");
            }
        });

        return option;
    }
}
