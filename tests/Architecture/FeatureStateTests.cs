using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SensorNet.Architecture.Tests;

/// <summary>
/// A feature of the gateway is a folder below shared/MqttSn.Gateway with all that is in it. What it keeps is written in its folder alone: others ask
/// through the members that it offers.
/// </summary>
[TestClass]
public sealed class FeatureStateTests
{
    // What has been counted is everyone's.
    private const string Shared = "GatewayCounters";

    [TestMethod]
    public void A_field_is_assigned_only_in_the_folder_of_its_feature()
    {
        SourceTree tree = SourceTree.Read("shared/Links", "shared/MqttSn", "shared/MqttSn.Gateway");

        FieldAssignment[] assignments = FieldAssignment.Find(tree, FieldAssignment.Gateway).ToArray();

        Assert.IsGreaterThan(200, assignments.Length, "assignments of fields of the gateway");
        KnownViolations.Expect("state", assignments.Where(each => !each.IsOwn && each.Type != Shared).Select(each => each.ToString()));
    }

    [TestMethod]
    public void A_constructor_has_at_most_six_parameters_and_a_method_five()
    {
        ImmutableArray<SyntaxTree> files = SourceTree.Read(FieldAssignment.Gateway).Compilation.SyntaxTrees;

        IEnumerable<BaseMethodDeclarationSyntax> methods = files.SelectMany(
            file => file.GetRoot().DescendantNodes().OfType<BaseMethodDeclarationSyntax>());

        // What the gateway's users call and implement stays as it is.
        KnownViolations.Expect(
            "parameters",
            from method in methods
            where method.Parent is ClassDeclarationSyntax && !method.Modifiers.Any(modifier => modifier.IsKind(SyntaxKind.PublicKeyword))
            where method.ParameterList.Parameters.Count > (method is ConstructorDeclarationSyntax ? 6 : 5)
            select $"{method.SyntaxTree.FilePath}: {method.ParameterList.Parameters.Count}");
    }

    [TestMethod]
    public void An_assignment_from_another_folder_is_found()
    {
        SourceTree tree = new SourceTree([
            ("shared/MqttSn.Gateway/Clients/Session.cs", "class Session { internal int Id; internal Links.Link Link; internal State State; }"),
            ("shared/MqttSn.Gateway/Clients/Directory.cs", "class Directory { void Add(Session session) { session.Id = 1; session.Id++; } }"),
            ("shared/MqttSn.Gateway/Connect/State/Link.cs", "namespace Links { class Link { internal int Number; internal Session Client; } }"),
            (
                "shared/MqttSn.Gateway/Connect/Opening.cs",
                "class Opening { void Open(Session session) { session.Link = new Links.Link { Number = 1 }; session.Link.Number += 2; } }"),
            ("shared/MqttSn.Gateway/Wills/State.cs", "class State { internal bool Flag; }"),
            ("shared/MqttSn.Gateway/Wills/Other.cs",
                "class Other { void Do(Session s) { s.Id = 2; s.Link.Number++; s.Link = null; var l = new Links.Link { Number = 3 }; "
                + "Fill(ref s.Id); s.State = null; s.State.Flag = true; } void Fill(ref int id) { } }")]);

        string[] found = FieldAssignment.Find(tree, FieldAssignment.Gateway).Where(each => !each.IsOwn).Select(each => each.ToString()).ToArray();

        CollectionAssert.AreEquivalent(
            new[]
            {
                "Session.Id of Clients is assigned in Wills/Other.cs", "Session.Id of Clients is assigned in Wills/Other.cs",
                "Link.Number of Connect is assigned in Wills/Other.cs", "Link.Number of Connect is assigned in Wills/Other.cs",
                "Session.Link of Clients is assigned in Wills/Other.cs",
            },
            found);
    }
}
