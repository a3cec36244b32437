using Enterprise.Application;
using Enterprise.Architecture.Tests.Rules;
using Enterprise.Domain.Trips;
using Enterprise.Infrastructure;

namespace Enterprise.Architecture.Tests;

/// <summary>How the product's types are declared, and that each rule reports who breaks it.</summary>
public sealed class TypeTests
{
    private const string Violations = "Enterprise.Architecture.Tests.Violations";

    private static readonly Type[] Ours =
    [
        .. new[]
        {
            typeof(Trip).Assembly,
            typeof(ApplicationServices).Assembly,
            typeof(InfrastructureServices).Assembly,
            typeof(Program).Assembly,
        }.SelectMany(assembly => assembly.WrittenTypes()),
    ];

    private static readonly Type[] Broken =
    [
        .. typeof(TypeTests)
            .Assembly.WrittenTypes()
            .Where(type => type.Namespace!.StartsWith(Violations, StringComparison.Ordinal)),
    ];

    [Fact]
    public void The_rules_look_at_the_types_of_every_layer() =>
        Ours.Select(type => type.Namespace!.Split('.')[1])
            .Distinct(StringComparer.Ordinal)
            .ShouldBe(["Domain", "Application", "Infrastructure", "WebApi"], ignoreOrder: true);

    [Fact]
    public void Every_concrete_class_is_sealed_unless_it_is_inherited() =>
        TypeRules.UnsealedClasses(Ours).ShouldBeEmpty();

    [Fact]
    public void A_class_that_could_be_sealed_is_reported() =>
        TypeRules
            .UnsealedClasses(Broken)
            .ShouldBe([$"{Violations}.Unsealed", $"{Violations}.UnsealedValidator"]);

    [Fact]
    public void No_type_stands_on_a_shelf() => TypeRules.TypesOnShelves(Ours).ShouldBeEmpty();

    [Fact]
    public void A_type_on_a_shelf_is_reported() =>
        TypeRules.TypesOnShelves(Broken).ShouldBe([$"{Violations}.Helpers.Misplaced"]);

    [Fact]
    public void There_is_one_type_of_context() =>
        TypeRules.ContextTypes(Ours).ShouldBe(["Enterprise.Infrastructure.Persistence.EnterpriseDbContext"]);

    [Fact]
    public void A_second_context_is_reported() =>
        TypeRules.ContextTypes([.. Ours, .. Broken]).ShouldContain($"{Violations}.AnotherContext");

    [Fact]
    public void Handlers_and_validators_are_internal_and_sealed() =>
        TypeRules.ExposedUseCaseParts(Ours).ShouldBeEmpty();

    [Fact]
    public void A_handler_or_validator_that_is_not_is_reported() =>
        TypeRules
            .ExposedUseCaseParts(Broken)
            .ShouldBe([$"{Violations}.ExposedHandler", $"{Violations}.UnsealedValidator"]);
}
