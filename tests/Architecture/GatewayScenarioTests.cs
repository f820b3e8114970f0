using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SensorNet.Architecture.Tests;

/// <summary>Every scenario of the gateway ends by asserting that nothing else was sent or asked.</summary>
[TestClass]
public sealed class GatewayScenarioTests
{
    private const string Folder = "tests/Device/MqttSn.Gateway";

    [TestMethod]
    public void Every_scenario_ends_with_Quiet()
    {
        string folder = Path.Combine(SourceTree.Root(), Folder);
        MethodDeclarationSyntax[] tests = Directory.EnumerateFiles(folder, "Section_*.cs").SelectMany(
            path => TestsOf(File.ReadAllText(path))).ToArray();

        Assert.IsGreaterThan(100, tests.Length, $"tests in {Folder}/Section_*.cs");
        Assert.IsEmpty(tests.Where(test => !EndsQuiet(test)).Select(test => $"{test.Identifier.Text} does not end with Quiet()"));
    }

    [TestMethod]
    [DataRow("Scenario s = Scenario.Aggregating(); s.Quiet();", true)]
    [DataRow("Scenario s = Scenario.Aggregating(); s.Quiet(); s.Connect(1, \"a\");", false)]
    [DataRow("FakeNetwork network = new FakeNetwork();", false)]
    [DataRow("for (int i = 0; i < 2; i++) { Scenario s = Scenario.Aggregating(); s.Quiet(); }", true)]
    [DataRow("for (int i = 0; i < 2; i++) { Scenario s = Scenario.Aggregating(); s.Quiet(); s.Connect(1, \"a\"); }", false)]
    [DataRow("", false)]
    public void A_scenario_that_does_not_is_found(string body, bool isQuiet)
    {
        MethodDeclarationSyntax test = TestsOf($"class C {{ [TestMethod] public void T() {{ {body} }} public void Helper() {{ }} }}").Single();

        Assert.AreEqual(isQuiet, EndsQuiet(test));
    }

    private static IEnumerable<MethodDeclarationSyntax> TestsOf(string text) =>
        CSharpSyntaxTree.ParseText(text).GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>()
            .Where(method => method.AttributeLists.SelectMany(list => list.Attributes).Any(attribute => attribute.Name.ToString() == "TestMethod"));

    // One scenario after another is a loop around all of it.
    private static bool EndsQuiet(MethodDeclarationSyntax test) =>
        test.Body?.Statements.LastOrDefault() switch
        {
            ForStatementSyntax { Statement: BlockSyntax block } => IsQuiet(block.Statements.LastOrDefault()),
            var last => IsQuiet(last),
        };

    private static bool IsQuiet(StatementSyntax? statement) => statement is ExpressionStatementSyntax
    {
        Expression: InvocationExpressionSyntax
        {
            Expression: MemberAccessExpressionSyntax { Name.Identifier.Text: "Quiet" },
            ArgumentList.Arguments.Count: 0,
        },
    };
}
