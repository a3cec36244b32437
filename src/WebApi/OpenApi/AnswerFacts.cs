using System.Globalization;
using Enterprise.WebApi.Problems;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.OpenApi;

namespace Enterprise.WebApi.OpenApi;

/// <summary>The answers of an operation: every status that occurs, with the header fields that it has.</summary>
internal sealed class AnswerFacts : IOpenApiOperationTransformer
{
    public Task TransformAsync(
        OpenApiOperation operation,
        OpenApiOperationTransformerContext context,
        CancellationToken cancellationToken
    )
    {
        var traits = new OperationTraits(context);
        var answers = operation.Responses!;
        var problem = answers[Text(StatusCodes.Status400BadRequest)].Content![Problem.MediaType].Schema;

        foreach (var status in traits.Refusals())
        {
            var answer = answers.TryGetValue(Text(status), out var own) ? (OpenApiResponse)own : new();
            answer.Description = ReasonPhrases.GetReasonPhrase(status);
            answer.Content ??= new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal);
            answer.Content[Problem.MediaType] = new OpenApiMediaType
            {
                Schema = problem,
                Example = ProblemExamples.Of(status, context.Description),
            };
            answers[Text(status)] = answer;
        }

        if (traits.TextExample is { } text)
        {
            answers[Text(StatusCodes.Status200OK)].Content!.Values.Single().Example = text;
        }

        foreach (var (status, answer) in answers)
        {
            ((OpenApiResponse)answer).Headers = AnswerFields
                .Of(traits, int.Parse(status, CultureInfo.InvariantCulture))
                .ToDictionary(
                    field => field.Name,
                    field => FieldFacts.Of(field.Name, field.IsRequired, context.Document!),
                    StringComparer.Ordinal
                );
        }

        operation.Responses = [];

        foreach (var (status, answer) in answers.OrderBy(answer => answer.Key, StringComparer.Ordinal))
        {
            operation.Responses.Add(status, answer);
        }

        return Task.CompletedTask;
    }

    private static string Text(int status) => status.ToString(CultureInfo.InvariantCulture);
}
