using CaseTracker.Rig;
using CaseTracker.Soak;

// dotnet run -c Release --project tests/CaseTracker.Soak [-- --kills 200] [--seed 1] [--full-disk] [--pairs 200] [--program PATH]
string? Given(string name) => Array.IndexOf(args, "--" + name) is var i and >= 0 && i + 1 < args.Length ? args[i + 1] : null;
int Option(string name, int otherwise) => Given(name) is { } number ? int.Parse(number, System.Globalization.CultureInfo.InvariantCulture) : otherwise;
var folder = Directory.CreateTempSubdirectory("casetracker-soak-").FullName;
try
{
    var program = Given("program") ?? await Published.PublishAsync(Path.Combine(folder, "published"));
    var faults = new List<string>();
    if (args.Contains("--full-disk")) faults.AddRange(await FullDisk.RunAsync(program, Path.Combine(folder, "small"), Console.WriteLine));
    if (Option("pairs", 0) is > 0 and var pairs) faults.AddRange(await Timing.RunAsync(program, Path.Combine(folder, "timed"), pairs, Option("seed", 1), Console.WriteLine));
    var spree = await KillingSpree.RunAsync(program, Path.Combine(folder, "data"), Option("kills", 200), Option("seed", 1), Console.WriteLine);
    Console.WriteLine(spree);
    faults.AddRange(spree.Faults);
    foreach (var fault in faults) Console.WriteLine(fault);
    return faults.Count == 0 ? 0 : 1;
}
finally
{
    Directory.Delete(folder, recursive: true);
}
