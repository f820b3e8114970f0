using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SensorNet.Architecture.Tests;

/// <summary>A field is assigned in a file of a project whose first folders are features.</summary>
/// <param name="Type">The type that declares it.</param>
/// <param name="Field">Its name.</param>
/// <param name="Feature">The feature, the first folder, that declares it.</param>
/// <param name="ValueFeature">The feature that declares the type of its value; null for a type of elsewhere.</param>
/// <param name="File">Where it is assigned, from the project's folder.</param>
internal sealed record FieldAssignment(string Type, string Field, string Feature, string? ValueFeature, string File)
{
    public const string Gateway = "shared/MqttSn.Gateway";

    /// <summary>In the folder of the field, or of the type of its value: a feature makes its state where it is needed, and drops it.</summary>
    public bool IsOwn => FeatureOf(File) is var feature && (feature == Feature || feature == ValueFeature);

    public override string ToString() => $"{Type}.{Field} of {Feature} is assigned in {File}";

    /// <summary>All assignments in a project, of what the project declares; constructors' of their own fields included.</summary>
    public static IEnumerable<FieldAssignment> Find(SourceTree tree, string project)
    {
        foreach (SyntaxTree? file in tree.Compilation.SyntaxTrees.Where(file => InProject(file.FilePath, project)))
        {
            SemanticModel model = tree.Compilation.GetSemanticModel(file);
            foreach (ExpressionSyntax target in file.GetRoot().DescendantNodes().Select(TargetOf).OfType<ExpressionSyntax>())
            {
                if (model.GetSymbolInfo(target).Symbol is IFieldSymbol { ContainingType: { } type } field
                    && PathOf(type) is { } declared && InProject(declared, project))
                {
                    yield return new FieldAssignment(
                        type.Name, field.Name, FeatureOf(
                            declared[(project.Length + 1)..]), FeatureOf(field.Type, project), file.FilePath[(project.Length + 1)..]);
                }
            }
        }
    }

    // What is assigned, counted up or down, or handed over to be written.
    private static ExpressionSyntax? TargetOf(SyntaxNode node) => node switch
    {
        AssignmentExpressionSyntax assignment => assignment.Left,
        PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PreIncrementExpression or (int)SyntaxKind.PreDecrementExpression } unary =>
            unary.Operand,
        PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PostIncrementExpression or (int)SyntaxKind.PostDecrementExpression } unary =>
            unary.Operand,
        ArgumentSyntax { RefKindKeyword.RawKind: (int)SyntaxKind.RefKeyword or (int)SyntaxKind.OutKeyword } argument => argument.Expression,
        _ => null,
    };

    private static string? FeatureOf(ITypeSymbol type, string project) =>
        type is INamedTypeSymbol && PathOf(type) is { } path && InProject(path, project) ? FeatureOf(path[(project.Length + 1)..]) : null;

    // Files beside the folders are of none.
    private static string FeatureOf(string file) => file.Contains('/') ? file.Split('/')[0] : "the gateway";

    private static string? PathOf(ISymbol symbol) =>
        symbol.DeclaringSyntaxReferences is [var declaration, ..] ? declaration.SyntaxTree.FilePath : null;

    private static bool InProject(string path, string project) => path.StartsWith(project + "/", StringComparison.Ordinal);
}
