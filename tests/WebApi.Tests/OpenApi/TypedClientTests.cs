using System.ComponentModel;
using System.Diagnostics;
using Enterprise.Tests.Support.Sources;
using Enterprise.WebApi.Tests.Hosting;

namespace Enterprise.WebApi.Tests.OpenApi;

/// <summary>A client in TypeScript whose types come from the served document: see <c>tests/TypedClient</c>.</summary>
public sealed class TypedClientTests(RunningService service) : IClassFixture<RunningService>
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private static readonly string Folder = Repository.PathOf("tests/TypedClient");

    [Fact]
    public async Task A_client_that_is_generated_from_the_document_compiles_and_creates_a_trip()
    {
        var document = (await service.Nobody.GetAsync(Paths.OpenApi)).ShouldBe(200);
        Directory.CreateDirectory(Path.Combine(Folder, "generated"));
        await File.WriteAllBytesAsync(Path.Combine(Folder, "generated", "v1.json"), document.Body);

        await RunAsync("npm", "ci");
        await RunAsync("npm", "run", "generate");
        await RunAsync("npm", "run", "compile");
        var output = await RunAsync(
            "node",
            "generated/js/client.js",
            service.Address.GetLeftPart(UriPartial.Authority),
            service.Alice.Secret
        );

        var trip = await service.Alice.GetAsync(Paths.Trip(Guid.Parse(output.Split(' ')[0])));
        trip.ShouldBe(200).Member("status").ShouldBe("booked");
    }

    [Fact]
    public async Task The_lock_file_pins_by_checksum_and_names_no_address()
    {
        var locked = await File.ReadAllTextAsync(Path.Combine(Folder, "package-lock.json"));

        locked.ShouldContain("\"integrity\": \"sha512-");
        locked.ShouldNotContain("://");
        locked.ShouldNotContain("\"resolved\"");
    }

    private static async Task<string> RunAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };

        try
        {
            using var process = Process.Start(start)!;
            var output = process.StandardOutput.ReadToEndAsync();
            var errors = process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync().WaitAsync(Patience);
            process.ExitCode.ShouldBe(
                0,
                $"{program} {string.Join(' ', arguments)}\n{await output}{await errors}"
            );

            return await output;
        }
        catch (Win32Exception exception)
        {
            throw new InvalidOperationException(
                $"{program} is missing; ./test.sh installs Debian's nodejs and npm.",
                exception
            );
        }
    }
}
