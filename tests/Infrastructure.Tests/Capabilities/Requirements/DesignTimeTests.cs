using Enterprise.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Enterprise.Infrastructure.Tests.Capabilities.Requirements;

/// <summary>The context that <c>dotnet ef</c> is given says what the target server cannot do.</summary>
public sealed class DesignTimeTests
{
    [Fact]
    public void The_products_own_model_fits_the_oldest_server() => Said(target: null).ShouldBeEmpty();

    [Fact]
    public void What_another_target_lacks_is_a_warning_each()
    {
        var lines = Said("mariadb 10.11");

        lines.ShouldContain(
            "warning: The column destinations.embedding needs Vector, but MariaDB has it since version 11.7, and this is 10.11: upgrade the "
                + "server, or do without it."
        );
        lines.ShouldAllBe(line => line.StartsWith("warning: The ", StringComparison.Ordinal));
    }

    private static string[] Said(string? target)
    {
        using var errors = new StringWriter();
        using var context = DesignTimeContextFactory.Create(
            name => name is "Database__TargetServer" ? target : null,
            errors
        );
        _ = context.GetService<IDesignTimeModel>().Model;

        return errors
            .ToString()
            .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }
}
