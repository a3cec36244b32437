using System.Globalization;
using Enterprise.Application.ApiKeys;
using Enterprise.Application.Secrets;
using Enterprise.Rival;

var builder = WebApplication.CreateSlimBuilder(args);
var settings = builder.Configuration;
builder.Logging.ClearProviders();
builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);

await using var database = RivalDatabase.Open(settings.GetConnectionString("Primary"));
var keys = new KeyCheck(
    new ApiKeyHasher(new MasterKey(settings[MasterKey.Setting])),
    TimeProvider.System,
    TimeSpan.FromSeconds(int.Parse(settings["key-cache-seconds"] ?? "5", CultureInfo.InvariantCulture))
);

await using var app = builder.Build();
var door = new Door(database, keys, TimeProvider.System);
new TripRoutes(door, TimeProvider.System).Map(app);
new SearchRoute(door, TimeProvider.System).Map(app);
app.MapGet("/health/ready", http => http.Response.WriteAsync("ready"));

await app.RunAsync();
