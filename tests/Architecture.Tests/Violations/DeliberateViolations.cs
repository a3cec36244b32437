using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

// What every rule must report: a rule that finds nothing here would find nothing anywhere.
namespace Enterprise.Architecture.Tests.Violations.Helpers
{
    /// <summary>Stands on a shelf.</summary>
    public sealed class Misplaced;
}

namespace Enterprise.Architecture.Tests.Violations
{
    /// <summary>A second context.</summary>
    public sealed class AnotherContext : DbContext;

    /// <summary>A message for the handler below.</summary>
    public sealed record Ask : IRequest<int>;

#pragma warning disable CA1852, MA0053 // Sealing them would mend what is broken on purpose.
    /// <summary>Neither sealed nor inherited.</summary>
    internal class Unsealed;

    /// <summary>Inherited, so it need not be sealed.</summary>
    internal class Parent;

    /// <summary>Inherits.</summary>
    internal sealed class Child : Parent;

    /// <summary>A validator that is not sealed.</summary>
    internal class UnsealedValidator : AbstractValidator<Ask>;
#pragma warning restore CA1852, MA0053

    /// <summary>A handler that others could call past its message.</summary>
    public sealed class ExposedHandler : IRequestHandler<Ask, int>
    {
        /// <inheritdoc/>
        public Task<int> Handle(Ask request, CancellationToken cancellationToken) => Task.FromResult(0);
    }
}
