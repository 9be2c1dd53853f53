using System.Globalization;
using CaseTracker.Benchmarks;
using CaseTracker.Rig;

if (args is ["bare", var file, var url]) return await BareSite.ServeAsync(file, url);

// dotnet run -c Release --project tests/CaseTracker.Benchmarks [-- --concerns 1000,100000] [--seconds 5] [--submissions 200] [--data FOLDER]
string Option(string name, string otherwise) => Array.IndexOf(args, "--" + name) is var i and >= 0 && i + 1 < args.Length ? args[i + 1] : otherwise;
var sizes = Option("concerns", "1000,100000").Split(',').Select(s => int.Parse(s, CultureInfo.InvariantCulture)).ToList();
var length = TimeSpan.FromSeconds(double.Parse(Option("seconds", "5"), CultureInfo.InvariantCulture));
var submissions = int.Parse(Option("submissions", "200"), CultureInfo.InvariantCulture);
var data = Directory.CreateDirectory(Option("data", Path.Combine(Path.GetTempPath(), "casetracker-benchmarks"))).FullName;
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

var program = await Published.PublishAsync(Path.Combine(data, "published"));
Measurement bare;
double bareMemory;
await using (var site = await RunningSite.StartAsync(typeof(BareSite).Assembly.Location, u => ["bare", Path.Combine(data, "bare.db"), u], new Dictionary<string, string>()))
{
    using var visitor = new Visitor(site.Address);
    await Measurement.WarmUpAsync(n => visitor.GetAsync($"/bare?id={n % 1000 + 1}"));
    bare = await Measurement.OfAsync("bare Razor page", site, length, n => visitor.GetAsync($"/bare?id={n % 1000 + 1}"));
    bareMemory = site.PeakMemory;
}

Console.WriteLine("| Concerns | Page | Requests/s | Median ms | 99% ms | CPU ms | CPU against bare | Peak MiB |");
Console.WriteLine("|-:|-|-:|-:|-:|-:|-:|-:|");
Print("", bare, bareMemory);
var costs = new Dictionary<(int, string), double>();
var closings = new List<string>();
foreach (var size in sizes)
{
    var folder = await LoadAsync(size);
    await using var site = await RunningSite.StartAsync(program, Published.Serve(folder), Published.Settings());
    using var officer = await Visitor.SignInAsync(site.Address, "priya.ranas@wealdmere.example", "harbour-lantern-42");
    using var raiser = await Visitor.SignInAsync(site.Address, "joanna.pell@wealdmere.example", "harbour-lantern-42");
    var cases = Visitor.CasesOn(await officer.GetAsync("/casework") + await officer.GetAsync("/casework?tab=closed"));
    var search = await officer.FormAsync("/casework", "form[role=search]");
    search.Fill("words", "Cottam");
    (string Name, Func<int, Task> Request)[] pages =
    [
        ("start page", _ => raiser.GetAsync("/")), ("queue", _ => officer.GetAsync("/casework")), ("search for a person", _ => officer.PostAsync(search)), ("case page", n => officer.GetAsync($"/casework/{cases[n % cases.Count]}")),
    ];
    foreach (var (name, request) in pages) await Measurement.WarmUpAsync(request);
    var measured = new List<Measurement>();
    foreach (var (name, request) in pages) measured.Add(await Measurement.OfAsync(name, site, length, request));
    var drafts = new List<Form>();
    for (var i = 0; i < submissions; i++) drafts.Add(await Journey.DeclarationAsync(raiser));
    measured.Add(await Measurement.OfAsync("sending a concern", site, TimeSpan.FromMinutes(5), async n =>
    {
        if (n < drafts.Count && (await raiser.PostAsync(drafts[n])).Location is null) throw new InvalidOperationException("A concern was not sent.");
    }, most: submissions));
    foreach (var one in measured)
    {
        costs[(size, one.Page)] = one.ProcessorMs;
        Print($"{size:N0}", one, site.PeakMemory);
    }
    closings.Add(await CloseAsync(folder, size));
}
closings.ForEach(Console.WriteLine);
if (sizes.Count > 1)
    foreach (var page in costs.Keys.Select(k => k.Item2).Distinct())
        Console.WriteLine($"{page}: CPU at {sizes[^1]:N0} is {costs[(sizes[^1], page)] / costs[(sizes[0], page)]:0.00} times that at {sizes[0]:N0}");
var scans = await QueryPlans.ScansAsync(program, Path.Combine(data, $"{sizes[^1]}"));
Console.WriteLine(scans.Count == 0 ? $"Query plans at {sizes[^1]:N0}: no list, reference or person search reads a whole table." : string.Join(Environment.NewLine, scans.Prepend("Whole tables are read by:")));
return scans.Count == 0 ? 0 : 1;

void Print(string size, Measurement m, double memory) =>
    Console.WriteLine($"| {size} | {m.Page} | {m.PerSecond:0} | {m.MedianMs:0.0} | {m.P99Ms:0.0} | {m.ProcessorMs:0.00} | {m.ProcessorMs / bare.ProcessorMs:0.0} | {memory:0} |");

// Statistics: every quarter but the last one that is over, and then that one by itself, beside a command that only reads the ledger.
async Task<string> CloseAsync(string folder, int size)
{
    var today = DateOnly.FromDateTime(DateTime.UtcNow);
    var last = new DateOnly(today.Year, ((today.Month - 1) / 3 * 3) + 1, 1).AddDays(-1);
    Task<TimeSpan> Close(DateOnly through) => Published.TimeAsync(program, folder, "statistics", "close-period", "--through", $"{through:yyyy-MM-dd}");
    var earlier = await Close(new DateOnly(last.Year, last.Month, 1).AddMonths(-2).AddDays(-1));
    var (one, nothing) = (await Close(last), await Published.TimeAsync(program, folder, "statistics", "list"));
    return $"Closing a quarter at {size:N0} concerns takes {one.TotalSeconds - nothing.TotalSeconds:0.0} s, beside {nothing.TotalSeconds:0.0} s for the start of a command; closing all before it took {earlier.TotalSeconds:0} s.";
}

// A database of that size is made once and copied: submissions must not make it grow from run to run.
async Task<string> LoadAsync(int size)
{
    var (kept, folder) = (Path.Combine(data, $"kept-{size}"), Path.Combine(data, $"{size}"));
    if (!File.Exists(Path.Combine(Published.KeysOf(kept), "casekeys.db")))
    {
        if (Directory.Exists(kept)) Directory.Delete(kept, recursive: true);
        await Published.LoadAsync(program, kept, size);
    }
    foreach (var (from, to) in new[] { (kept, folder), (Published.KeysOf(kept), Published.KeysOf(folder)) })
    {
        if (Directory.Exists(to)) Directory.Delete(to, recursive: true);
        Directory.CreateDirectory(to);
        foreach (var name in Directory.EnumerateFiles(from)) File.Copy(name, Path.Combine(to, Path.GetFileName(name)));
    }
    return folder;
}
