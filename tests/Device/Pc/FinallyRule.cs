using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SensorNet.Device.Tests
{
    /// <summary>
    /// Finds each finally, and each end of a using or a foreach, that may run code that catches: nanoFramework's virtual machine loses the exception
    /// in flight there, and execution goes on behind the finally. Calls are followed through the sources, those of an interface or a virtual method
    /// to everything that implements it. What leaves the sources is judged by a list; what is not in it counts as code that catches.
    /// </summary>
    internal sealed class FinallyRule
    {
        // Read in nanoFramework's sources: none of them catches.
        private static readonly string[] LibraryCallsWithoutCatch =
        {
            "System.IO.Stream.Dispose()",
            "System.Threading.CancellationTokenSource.Dispose()",
        };

        private static readonly MetadataReference[] References = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES"))
            .Split(Path.PathSeparator)
            .Select(path => (MetadataReference)MetadataReference.CreateFromFile(path))
            .ToArray();

        private readonly CSharpCompilation _compilation;
        private readonly ILookup<string, IMethodSymbol> _methodsByName;
        private readonly INamedTypeSymbol[] _types;
        private readonly Dictionary<SyntaxTree, SemanticModel> _models = new Dictionary<SyntaxTree, SemanticModel>();
        private readonly List<string> _problems = new List<string>();

        private FinallyRule(IEnumerable<SyntaxTree> trees)
        {
            _compilation = CSharpCompilation.Create("sources", trees, References);
            _types = _compilation.SyntaxTrees
                .SelectMany(tree => Nodes<BaseTypeDeclarationSyntax>(tree.GetRoot()).Select(node => Model(node).GetDeclaredSymbol(node)))
                .OfType<INamedTypeSymbol>()
                .Distinct<INamedTypeSymbol>(SymbolEqualityComparer.Default)
                .ToArray();
            _methodsByName = _types.SelectMany(type => type.GetMembers().OfType<IMethodSymbol>()).ToLookup(method => method.Name);
        }

        /// <summary>All that breaks the rule, each with its place and the calls that lead there.</summary>
        /// <param name="sources">Paths and texts.</param>
        public static string[] Find(IEnumerable<(string Path, string Text)> sources)
        {
            CSharpParseOptions options = new CSharpParseOptions(LanguageVersion.CSharp9);
            FinallyRule rule = new FinallyRule(sources.Select(source => CSharpSyntaxTree.ParseText(source.Text, options, source.Path)).ToArray());
            foreach (SyntaxTree tree in rule._compilation.SyntaxTrees)
            {
                rule.Check(tree.GetRoot());
            }

            return rule._problems.ToArray();
        }

        private static IEnumerable<T> Nodes<T>(SyntaxNode root)
            where T : SyntaxNode => root.DescendantNodesAndSelf().OfType<T>();

        private static string Place(SyntaxNode node)
        {
            FileLinePositionSpan span = node.GetLocation().GetLineSpan();
            return Path.GetFileName(span.Path) + ":" + (span.StartLinePosition.Line + 1).ToString();
        }

        private static string NameOf(ISymbol symbol) => symbol.ContainingType == null ? symbol.Name : symbol.ContainingType.Name + "." + symbol.Name;

        private SemanticModel Model(SyntaxNode node)
        {
            SemanticModel model;
            if (!_models.TryGetValue(node.SyntaxTree, out model))
            {
                model = _compilation.GetSemanticModel(node.SyntaxTree);
                _models.Add(node.SyntaxTree, model);
            }

            return model;
        }

        private void Check(SyntaxNode root)
        {
            foreach (FinallyClauseSyntax clause in Nodes<FinallyClauseSyntax>(root))
            {
                Follow(clause, "finally");
            }

            foreach (UsingStatementSyntax statement in Nodes<UsingStatementSyntax>(root))
            {
                ITypeSymbol type = statement.Declaration == null
                    ? Model(statement).GetTypeInfo(statement.Expression).Type
                    : Model(statement).GetTypeInfo(statement.Declaration.Type).Type;
                FollowDispose(statement, type, "using");
            }

            foreach (LocalDeclarationStatementSyntax local in Nodes<LocalDeclarationStatementSyntax>(root)
                .Where(local => local.UsingKeyword.IsKind(SyntaxKind.UsingKeyword)))
            {
                FollowDispose(local, Model(local).GetTypeInfo(local.Declaration.Type).Type, "using");
            }

            foreach (ForEachStatementSyntax loop in Nodes<ForEachStatementSyntax>(root))
            {
                ITypeSymbol type = Model(loop).GetTypeInfo(loop.Expression).Type;
                if (!(type is IArrayTypeSymbol) && type?.SpecialType != SpecialType.System_String)
                {
                    FollowDispose(loop, Model(loop).GetForEachStatementInfo(loop).GetEnumeratorMethod?.ReturnType, "foreach");
                }
            }
        }

        private void FollowDispose(SyntaxNode node, ITypeSymbol type, string what)
        {
            IMethodSymbol[] disposes = TypeAndBases(type)
                .Concat(type == null ? new ITypeSymbol[0] : type.AllInterfaces.Cast<ITypeSymbol>())
                .SelectMany(one => one.GetMembers("Dispose").OfType<IMethodSymbol>())
                .Where(method => method.Parameters.Length == 0)
                .Take(1)
                .ToArray();
            if (disposes.Length == 0)
            {
                _problems.Add(Place(node) + ": " + what + " ends with a Dispose that is not known");
                return;
            }

            Walk(new Queue<(IMethodSymbol, string)>(Targets(disposes[0]).Select(target => (target, Place(node) + ": " + what))));
        }

        private static IEnumerable<ITypeSymbol> TypeAndBases(ITypeSymbol type)
        {
            for (ITypeSymbol one = type; one != null; one = one.BaseType)
            {
                yield return one;
            }
        }

        private void Follow(SyntaxNode node, string what)
        {
            string path = Place(node) + ": " + what;
            if (Nodes<CatchClauseSyntax>(node).Any())
            {
                _problems.Add(path + " has a catch in it");
                return;
            }

            Walk(new Queue<(IMethodSymbol, string)>(Calls(node, path)));
        }

        private void Walk(Queue<(IMethodSymbol Method, string Path)> waiting)
        {
            HashSet<IMethodSymbol> seen = new HashSet<IMethodSymbol>(SymbolEqualityComparer.Default);
            while (waiting.Count > 0)
            {
                (IMethodSymbol method, string before) = waiting.Dequeue();
                if (!seen.Add(method))
                {
                    continue;
                }

                string path = before + " → " + NameOf(method);
                if (method.DeclaringSyntaxReferences.Length == 0 && !method.IsImplicitlyDeclared)
                {
                    if (!IsKnownWithoutCatch(method))
                    {
                        _problems.Add(path + ", of which is not known that it does not catch");
                        return;
                    }

                    continue;
                }

                foreach (SyntaxNode body in Bodies(method))
                {
                    CatchClauseSyntax found = Nodes<CatchClauseSyntax>(body).FirstOrDefault();
                    if (found != null)
                    {
                        _problems.Add(path + ", which catches (" + Place(found) + ")");
                        return;
                    }

                    foreach ((IMethodSymbol, string) call in Calls(body, path))
                    {
                        waiting.Enqueue(call);
                    }
                }
            }
        }

        private static bool IsKnownWithoutCatch(IMethodSymbol method) =>
            LibraryCallsWithoutCatch.Contains(method.ContainingType + "." + method.Name + "()");

        private static IEnumerable<SyntaxNode> Bodies(IMethodSymbol method)
        {
            IEnumerable<SyntaxNode> own = method.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax());
            if (method.MethodKind != MethodKind.Constructor)
            {
                return own;
            }

            // A constructor runs the initializers of its type's fields too.
            IEnumerable<SyntaxNode> initializers = method.ContainingType.GetMembers()
                .Where(member => !member.IsStatic && (member is IFieldSymbol || member is IPropertySymbol))
                .SelectMany(member => member.DeclaringSyntaxReferences)
                .SelectMany(reference => Nodes<EqualsValueClauseSyntax>(reference.GetSyntax()));
            return own.Concat(initializers);
        }

        // Everything that a piece of code may call, delegates and property accessors included.
        private IEnumerable<(IMethodSymbol, string)> Calls(SyntaxNode body, string path)
        {
            SemanticModel model = Model(body);
            foreach (SyntaxNode node in body.DescendantNodes())
            {
                bool isCall = node is InvocationExpressionSyntax || node is BaseObjectCreationExpressionSyntax || node is ConstructorInitializerSyntax
                    || node is ElementAccessExpressionSyntax;
                bool isName = node is IdentifierNameSyntax && !(node.Parent is InvocationExpressionSyntax);
                if (!isCall && !isName)
                {
                    continue;
                }

                foreach (IMethodSymbol method in Called(model.GetSymbolInfo(node), node))
                {
                    yield return (method, path);
                }
            }
        }

        private IEnumerable<IMethodSymbol> Called(SymbolInfo info, SyntaxNode node)
        {
            ISymbol[] symbols = info.Symbol != null ? new[] { info.Symbol } : info.CandidateSymbols.ToArray();
            if (symbols.Length == 0 && node is InvocationExpressionSyntax invocation)
            {
                // Not bound, as the device's own libraries are not here: whatever has this name in the sources.
                string name = invocation.Expression.DescendantTokens().Last(token => token.IsKind(SyntaxKind.IdentifierToken)).ValueText;
                IMethodSymbol[] named = _methodsByName[name].ToArray();
                if (named.Length == 0)
                {
                    _problems.Add(Place(node) + ": " + name + ", of which nothing is known, is called where an exception may be in flight");
                }

                return named;
            }

            // The name of a method is not a call of it.
            return symbols
                .Where(symbol => !(node is IdentifierNameSyntax && symbol is IMethodSymbol))
                .SelectMany(symbol => symbol is IPropertySymbol property
                    ? new[] { property.GetMethod, property.SetMethod }
                    : new[] { symbol as IMethodSymbol })
                .Where(method => method != null)
                .SelectMany(Targets);
        }

        // What runs when a method is called: itself, and what overrides or implements it in the sources. A library's interface may have
        // implementations in the library.
        private IEnumerable<IMethodSymbol> Targets(IMethodSymbol method)
        {
            method = method.OriginalDefinition;
            bool isOfSources = method.DeclaringSyntaxReferences.Length > 0;
            IEnumerable<IMethodSymbol> targets = method.IsAbstract && isOfSources ? new IMethodSymbol[0] : new[] { method };
            if (method.ContainingType.TypeKind == TypeKind.Interface)
            {
                return targets.Concat(_types.Select(type => type.FindImplementationForInterfaceMember(method)).OfType<IMethodSymbol>());
            }

            return method.IsVirtual || method.IsAbstract || method.IsOverride
                ? targets.Concat(_methodsByName[method.Name].Where(other => Overrides(other, method)))
                : targets;
        }

        private static bool Overrides(IMethodSymbol method, IMethodSymbol overridden)
        {
            for (IMethodSymbol one = method.OverriddenMethod; one != null; one = one.OverriddenMethod)
            {
                if (SymbolEqualityComparer.Default.Equals(one.OriginalDefinition, overridden))
                {
                    return true;
                }
            }

            return false;
        }
    }
}
