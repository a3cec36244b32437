using Enterprise.WebApi.Tests.Hosting;

namespace Enterprise.WebApi.Tests.OpenApi;

/// <summary>Every status that the document declares occurs; that each which occurs is declared, every test sees.</summary>
public sealed class DeclaredStatusesTests(RunningService service) : IClassFixture<RunningService>
{
    [Fact]
    public async Task Every_declared_status_of_every_operation_occurs()
    {
        var provocations = new Provocations(service);
        var wrong = new List<string>();

        foreach (var operation in Operation.AllOf((await service.Nobody.GetAsync(Paths.OpenApi)).Json))
        {
            foreach (var (status, _) in operation.Answers)
            {
                var answer = await provocations.ProvokeAsync(operation, status);

                if (answer.Status != status)
                {
                    wrong.Add($"{operation} declares {status}, but answered {answer.Status} {answer.Text}");
                }
            }
        }

        wrong.ShouldBeEmpty();
    }
}
