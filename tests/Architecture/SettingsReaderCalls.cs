using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SensorNet.Architecture.Tests;

/// <summary>
/// What a firmware's settings reader asks its document for, read from the sources: through its own methods and those it shares with others.
/// </summary>
internal sealed class SettingsReaderCalls
{
    private const string Document = "SettingsDocument";
    private static readonly string[] Kinds = ["Integer", "Text", "Boolean", "Choice"];

    private readonly Compilation _compilation;
    private readonly List<SettingCall> _calls = [];

    private SettingsReaderCalls(Compilation compilation) => _compilation = compilation;

    /// <summary>The settings that the method Read of a class asks for.</summary>
    public static IReadOnlyList<SettingCall> Of(SourceTree sources, string reader)
    {
        var calls = new SettingsReaderCalls(sources.Compilation);
        var type = sources.Compilation.GetSymbolsWithName(reader, SymbolFilter.Type).OfType<INamedTypeSymbol>().Single();
        calls.Follow(type.GetMembers("Read").OfType<IMethodSymbol>().Single(), []);
        return calls._calls;
    }

    private void Follow(IMethodSymbol method, Dictionary<string, object?> arguments)
    {
        var node = method.DeclaringSyntaxReferences.Single().GetSyntax();
        var values = new ConstantValues(_compilation.GetSemanticModel(node.SyntaxTree), arguments);
        foreach (var call in node.DescendantNodes().OfType<InvocationExpressionSyntax>())
        {
            if (values.Model.GetSymbolInfo(call).Symbol is not IMethodSymbol callee)
            {
                continue;
            }

            var given = callee.Parameters.Zip(call.ArgumentList.Arguments)
                .ToDictionary(pair => pair.First.Name, pair => values.Of(pair.Second.Expression));
            if (callee.ContainingType.Name == Document && Kinds.Contains(callee.Name))
            {
                Add(callee.Name, given);
            }
            else if (callee.Parameters.Any(parameter => parameter.Type.Name == Document))
            {
                Follow(callee, given);
            }
        }
    }

    private void Add(string kind, Dictionary<string, object?> given)
    {
        var isInteger = kind == "Integer";
        var absent = given.GetValueOrDefault("absent");
        _calls.Add(new SettingCall(
            (string)given["key"]!,
            kind,
            absent is bool truth ? (truth ? "true" : "false") : absent?.ToString(),
            given.GetValueOrDefault(isInteger ? "min" : "bytesMin") as long?,
            given.GetValueOrDefault(isInteger ? "max" : "bytesMax") as long?,
            given.GetValueOrDefault("words") as string[] ?? []));
    }
}
