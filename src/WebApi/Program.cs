using Enterprise.Application;
using Enterprise.Application.Secrets;
using Enterprise.Application.Settings;
using Enterprise.Infrastructure;
using Enterprise.WebApi;
using Enterprise.WebApi.Authentication;
using Enterprise.WebApi.Http;
using Enterprise.WebApi.Logging;
using Enterprise.WebApi.OpenApi;
using Enterprise.WebApi.Operations;
using Enterprise.WebApi.Problems;
using Enterprise.WebApi.RateLimits;
using Microsoft.FeatureManagement;

try
{
    var builder = WebApplication.CreateBuilder(
        // Settings stand beside the program, wherever it is started from.
        new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory }
    );
    var settings = builder.Configuration;

    builder.Logging.KeepQueriesOut();
    builder.WebHost.ConfigureKestrel(ServerLimits.Apply);
    builder.Services.AddFeatureManagement();
    builder.Services.AddApplication();
    builder.Services.AddInfrastructure(name => settings[name], "enterprise-webapi");
    builder.Services.AddApiKeyAuthentication();
    builder.Services.AddRateLimits(name => settings[name]);
    builder.Services.AddProblems();
    builder.Services.AddPathParameters();
    builder.Services.AddApiDescription();
    builder.Services.AddOperations(name => settings[name]);

    var app = builder.Build();
    app.Services.GetRequiredService<MasterKey>();

    app.UseResponseHeaders();
    app.UseProblems();
    app.UseRequestBudget();
    app.UseDocsPage();
    app.UseRouting();
    app.UseAuthentication();
    app.UseRateLimits();
    app.UseAuthorization();
    app.UsePathParameterCheck();
    app.UseConsistencyTokens();
    app.UseQueryParameterCheck();

    app.MapOperations();
    app.MapApiDescription();
    app.MapApi();

    await app.RunAsync();

    // What ends the service from inside says so here.
    return Environment.ExitCode;
}
catch (InvalidSettingException exception)
{
    await Console.Error.WriteLineAsync(exception.Message);

    return 1;
}
