using System.Text.Json;

namespace Enterprise.WebApi.Tests.Hosting;

/// <summary>Looks at every answer of every test: what holds everywhere, and what the OpenAPI document declares.</summary>
internal sealed class ContractHandler(LoggedErrors errors) : DelegatingHandler
{
    private static readonly SemaphoreSlim Once = new(1);
    private static DeclaredAnswers? _declared;

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        _declared ??= await DeclaredAsync(request.RequestUri!, cancellationToken);
        var response = await base.SendAsync(request, cancellationToken);

        var status = (int)response.StatusCode;
        var what = $"{request.Method} {request.RequestUri!.AbsolutePath} → {status}";
        status.ShouldNotBe(500, $"{what}\n{errors}");
        response.Headers.Contains("X-Request-Id").ShouldBeTrue(what);
        response.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"], what);
        response.Headers.Contains("Server").ShouldBeFalse(what);

        // How an unhealthy service is, is what was asked for.
        if (status >= 400 && !request.RequestUri.AbsolutePath.Equals(Paths.Health, StringComparison.Ordinal))
        {
            response.Content.Headers.ContentType?.MediaType.ShouldBe("application/problem+json", what);
        }

        // What has been read once can be read again by the test.
        await response.Content.LoadIntoBufferAsync(cancellationToken);
        _declared.MustHold(request.Method, request.RequestUri.AbsolutePath, await Answer.ReadAsync(response));

        return response;
    }

    private async Task<DeclaredAnswers> DeclaredAsync(Uri address, CancellationToken cancellationToken)
    {
        await Once.WaitAsync(cancellationToken);

        try
        {
            if (_declared is not null)
            {
                return _declared;
            }

            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address, Paths.OpenApi));
            using var response = await base.SendAsync(request, cancellationToken);

            return new DeclaredAnswers(
                JsonElement.Parse(await response.Content.ReadAsByteArrayAsync(cancellationToken))
            );
        }
        finally
        {
            Once.Release();
        }
    }
}
