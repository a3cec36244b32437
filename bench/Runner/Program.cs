using System.CommandLine;
using Enterprise.Runner;

var command = BenchCommand.Create();

return await command
    .Parse(args)
    .InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(10) });
