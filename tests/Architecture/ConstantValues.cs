using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SensorNet.Architecture.Tests;

/// <summary>
/// What an expression is worth where the sources alone say it: literals, constants, and what fields and properties are initialised with.
/// </summary>
/// <param name="model">The meaning of the names in the expression's file.</param>
/// <param name="arguments">What the parameters of the method around the expression are.</param>
internal sealed class ConstantValues(SemanticModel model, Dictionary<string, object?> arguments)
{
    public SemanticModel Model => model;

    /// <summary>A long, bool, string or array of strings; null where it is not known.</summary>
    public object? Of(ExpressionSyntax expression)
    {
        if (model.GetConstantValue(expression) is { HasValue: true } constant)
        {
            return constant.Value is int or short or byte or ushort ? Convert.ToInt64(constant.Value) : constant.Value;
        }

        return expression switch
        {
            BinaryExpressionSyntax binary => Compute(binary),
            InitializerExpressionSyntax list => list.Expressions.Select(item => Of(item) as string).OfType<string>().ToArray(),
            IdentifierNameSyntax or MemberAccessExpressionSyntax => OfSymbol(model.GetSymbolInfo(expression).Symbol),
            _ => null,
        };
    }

    private object? Compute(BinaryExpressionSyntax binary) => (binary.Kind(), Of(binary.Left), Of(binary.Right)) switch
    {
        (SyntaxKind.DivideExpression, long left, long right) => left / right,
        (SyntaxKind.MultiplyExpression, long left, long right) => left * right,
        _ => null,
    };

    private object? OfSymbol(ISymbol? symbol)
    {
        if (symbol is IParameterSymbol parameter)
        {
            return arguments.GetValueOrDefault(parameter.Name);
        }

        // A local's value depends on what was read before.
        var node = symbol is IFieldSymbol or IPropertySymbol ? symbol.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() : null;
        var initializer = node switch
        {
            VariableDeclaratorSyntax field => field.Initializer?.Value,
            PropertyDeclarationSyntax property => property.Initializer?.Value,
            _ => null,
        };
        return initializer is null ? null : new ConstantValues(model.Compilation.GetSemanticModel(initializer.SyntaxTree), []).Of(initializer);
    }
}
