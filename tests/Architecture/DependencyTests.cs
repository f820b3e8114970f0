namespace SensorNet.Architecture.Tests;

[TestClass]
public sealed class DependencyTests
{
    private static readonly Lazy<SourceTree> Sources = new(() => SourceTree.Read("firmware", "shared", "tools"));
    private static readonly Lazy<IReadOnlyList<Use>> Uses = new(() => Sources.Value.Uses());

    [TestMethod]
    public void Folders_have_no_cycles()
    {
        FolderGraph graph = new FolderGraph(Uses.Value);
        KnownViolations.Expect("cycle", graph.CycleSteps(), graph.ReasonsOf);
    }

    [TestMethod]
    public void Dependencies_point_one_way() =>
        KnownViolations.Expect("direction", Uses.Value.Where(use => !Directions.Allow(use)).Select(use => use.ToString()));

    [TestMethod]
    public void No_class_is_spread_over_files() =>
        KnownViolations.Expect("spread", Sources.Value.Types.Where(type => type.IsSpread).Select(type => type.Name));

    [TestMethod]
    public void A_type_name_is_of_one_project() => KnownViolations.Expect(
        "name",
        from type in Sources.Value.Types
        where !type.IsNested && type.Name != "Program" && !type.Path.StartsWith("firmware/", StringComparison.Ordinal)
        group type by type.Name into types
        where types.Select(type => type.Project).Distinct().Count() > 1
        select $"{types.Key} in {string.Join(", ", types.Select(type => type.Project).Distinct().Order(StringComparer.Ordinal))}");

    [TestMethod]
    public void A_cycle_of_folders_is_found()
    {
        SourceTree tree = new SourceTree([
            ("shared/A/One/First.cs", "namespace N; public class First { private Second _second; }"),
            ("shared/A/Two/Second.cs", "namespace N; public class Second { public int Value; }"),
            ("shared/A/Two/Third.cs", "namespace N; public class Third { public int Read(Fourth fourth) => fourth.Make(); }"),
            ("shared/A/Three/Fourth.cs", "namespace N; public class Fourth : First { public int Make() => 1; }"),
            ("shared/A/Fifth.cs", "namespace N; public class Fifth : First { }")]);

        FolderGraph graph = new FolderGraph(tree.Uses());

        CollectionAssert.AreEquivalent(
            new[]
            {
                "shared/A/One uses shared/A/Two",
                "shared/A/Two uses shared/A/Three",
                "shared/A/Three uses shared/A/One",
            },
            graph.CycleSteps().ToArray());
        StringAssert.Contains(graph.ReasonsOf("shared/A/Two uses shared/A/Three"), "Third.cs uses Fourth", StringComparison.Ordinal);
    }

    [TestMethod]
    public void A_use_against_the_arrows_is_found()
    {
        SourceTree tree = new SourceTree([
            ("shared/MqttSn/Low.cs", "namespace N; public class Low { High _high; }"),
            ("shared/MqttSn.Client/High.cs", "namespace N; public class High { Low _low; Tool _tool; }"),
            ("tools/Cli/Tool.cs", "namespace N; public class Tool { High _high; }")]);

        string[] forbidden = tree.Uses().Where(use => !Directions.Allow(use)).Select(use => use.ToString()).ToArray();

        CollectionAssert.AreEquivalent(
            new[] { "shared/MqttSn/Low.cs uses High of shared/MqttSn.Client", "shared/MqttSn.Client/High.cs uses Tool of tools/Cli" }, forbidden);
    }
}
