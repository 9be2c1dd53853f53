using System.Collections.Frozen;
using System.Reflection;

namespace CaseTracker.Domain.Routes;

/// <summary>Every verb of the Protocol, each declared once. The files beside this one follow the groups of the table.</summary>
public static partial class Verbs
{
    private static readonly string[] Groups = ["raise", "choose", "handle", "mo", "formal", "hand", "all"];

    // Reflection promises no order, and the files of a partial class are compiled in any: groups in that of the table, then as declared.
    private static readonly Lazy<IReadOnlyList<Verb>> Declared = new(() =>
        [.. typeof(Verbs).GetFields(BindingFlags.Public | BindingFlags.Static).Where(f => f.FieldType == typeof(Verb)).OrderBy(f => f.MetadataToken)
            .Select(f => (Verb)f.GetValue(null)!).OrderBy(v => Array.IndexOf(Groups, v.Group))]);

    private static readonly Lazy<FrozenDictionary<string, Verb>> ByCode = new(() => All.ToFrozenDictionary(v => v.Code));

    /// <summary>All verbs, in the order of the table.</summary>
    public static IReadOnlyList<Verb> All => Declared.Value;

    private static Route[] Handled => [Route.R1, Route.R4, Route.R5];

    private static Route[] AllRoutes => [Route.R1, Route.R2, Route.R3, Route.R4, Route.R5];

    /// <summary>The verb with that code, or null.</summary>
    public static Verb? WithCode(string code) => ByCode.Value.GetValueOrDefault(code);

    /// <summary>The verb with that code. Throws if there is none.</summary>
    public static Verb Of(string code) => ByCode.Value[code];
}
