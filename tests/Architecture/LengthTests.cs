using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace SensorNet.Architecture.Tests;

/// <summary>Functions and lines that fit a screen.</summary>
[TestClass]
public sealed class LengthTests
{
    private const int MethodLinesMax = 50;
    private const int LineMax = 150;

    [TestMethod]
    public void Functions_have_at_most_50_lines() => KnownViolations.Expect(
        "length", SourceTree.Read("firmware", "shared", "tests", "tools").Compilation.SyntaxTrees.SelectMany(TooLong));

    [TestMethod]
    public void Lines_have_at_most_150_characters() => KnownViolations.Expect(
        "line", SourceTree.Read("firmware", "shared", "tests", "tools").Compilation.SyntaxTrees.SelectMany(TooWide));

    [TestMethod]
    public void A_long_line_is_found()
    {
        SourceTree tree = new SourceTree([("shared/A/First.cs", $"// {new string('a', LineMax - 3)}\n// {new string('a', LineMax - 2)}")]);

        CollectionAssert.AreEqual(
            new[] { "shared/A/First.cs: line 2 has 151 characters" }, tree.Compilation.SyntaxTrees.SelectMany(TooWide).ToArray());
    }

    [TestMethod]
    public void A_long_function_is_found()
    {
        string body = string.Concat(Enumerable.Repeat("\n", MethodLinesMax - 1));
        SourceTree tree = new SourceTree([("shared/A/First.cs", $"class First {{ void Short() {{ {body} }} void Long() {{ {body}\n }} }}")]);

        CollectionAssert.AreEqual(
            new[] { "shared/A/First.cs: Long has 51 lines" }, tree.Compilation.SyntaxTrees.SelectMany(TooLong).ToArray());
    }

    private static IEnumerable<string> TooWide(SyntaxTree tree) =>
        from line in tree.GetText().Lines
        where line.End - line.Start > LineMax
        select $"{tree.FilePath}: line {line.LineNumber + 1} has {line.End - line.Start} characters";

    private static IEnumerable<string> TooLong(SyntaxTree tree) =>
        from node in tree.GetRoot().DescendantNodes()
        where node is BaseMethodDeclarationSyntax or AccessorDeclarationSyntax or LocalFunctionStatementSyntax
        let lines = LinesOf(node)
        where lines > MethodLinesMax
        select $"{tree.FilePath}: {NameOf(node)} has {lines} lines";

    // Without its attributes: the rows of a test's data are no part of the function.
    private static int LinesOf(SyntaxNode node)
    {
        SyntaxNodeOrToken first = node.ChildNodesAndTokens().First(child => !child.IsKind(SyntaxKind.AttributeList));
        FileLinePositionSpan lines = node.SyntaxTree.GetLineSpan(TextSpan.FromBounds(first.SpanStart, node.Span.End));
        return lines.EndLinePosition.Line - lines.StartLinePosition.Line + 1;
    }

    private static string NameOf(SyntaxNode node) => node switch
    {
        MethodDeclarationSyntax method => method.Identifier.Text,
        LocalFunctionStatementSyntax function => function.Identifier.Text,
        ConstructorDeclarationSyntax constructor => constructor.Identifier.Text,
        _ => node.Kind().ToString(),
    };
}
