namespace Enterprise.WebApi.Tests.Isolation;

/// <summary>The tables have no policies, and the service says in every statement whose rows it means.</summary>
public sealed class CodeAloneTests(CodeAlone run) : IClassFixture<CodeAlone>
{
    [Fact]
    public void A_user_gets_nothing_of_another() => run.Findings.ShouldBeEmpty();

    [Fact]
    public void No_table_has_policies() => run.ProtectedTables.ShouldBeEmpty();

    [Fact]
    public void Every_operation_of_the_document_has_its_attack()
    {
        var operations = run.Operations.Select(operation => operation.Id).ToArray();

        operations
            .Except(Attacks.All.Keys, StringComparer.Ordinal)
            .ShouldBeEmpty($"Nobody attacks these: say in {nameof(Attacks)} what users may get by them.");
        Attacks
            .All.Keys.Except(operations, StringComparer.Ordinal)
            .ShouldBeEmpty($"These operations are no more: take them out of {nameof(Attacks)}.");
    }
}
