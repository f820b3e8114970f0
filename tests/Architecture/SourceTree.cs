using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SensorNet.Architecture.Tests;

/// <summary>Source files, each by its path from the root with / between, and which of the types declared in them each one uses.</summary>
internal sealed class SourceTree
{
    private static readonly CSharpParseOptions Options = new(LanguageVersion.Latest, DocumentationMode.None, preprocessorSymbols: ["NET"]);

    public SourceTree(IEnumerable<(string Path, string Text)> files)
    {
        SyntaxTree[] trees = files.Select(file => CSharpSyntaxTree.ParseText(file.Text, Options, file.Path)).ToArray();

        // Libraries other than the framework are not there: what is looked for is declared in the sources.
        IEnumerable<PortableExecutableReference> framework = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path));
        Compilation = CSharpCompilation.Create(
            "sources", trees, framework, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true));
        Types = [.. trees.SelectMany(tree => tree.GetRoot().DescendantNodes().OfType<BaseTypeDeclarationSyntax>())
            .Select(
                node => new DeclaredType(node.SyntaxTree.FilePath, node.Identifier.Text, IsSpread(node), node.Parent is BaseTypeDeclarationSyntax))];
    }

    public CSharpCompilation Compilation { get; }

    /// <summary>Every type that is declared, each part of a partial one by itself.</summary>
    public IReadOnlyList<DeclaredType> Types { get; }

    /// <summary>Reads the sources below some folders of the repository, without what a build left.</summary>
    public static SourceTree Read(params string[] folders)
    {
        string root = Root();
        return new SourceTree(
            from folder in folders
            from path in Directory.EnumerateFiles(Path.Combine(root, folder), "*.cs", SearchOption.AllDirectories)
            let relative = Path.GetRelativePath(root, path).Replace('\\', '/')
            where !relative.Contains("/obj/") && !relative.Contains("/bin/") && !relative.Contains("/DeviceApi/")
            let text = File.ReadAllText(path)

            // The emulator gives the device's names another meaning for all files: no file of the firmware names these types itself.
            where !text.Contains("global using", StringComparison.Ordinal)
            select (relative, text));
    }

    /// <summary>The repository's folder.</summary>
    public static string Root()
    {
        DirectoryInfo folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Firmware.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("no Firmware.sln above the tests");
        }

        return folder.FullName;
    }

    /// <summary>Where a file of one folder uses a type of another: an edge with the file and the type as its reason.</summary>
    public IReadOnlyList<Use> Uses()
    {
        HashSet<Use> uses = new HashSet<Use>();
        foreach (SyntaxTree tree in Compilation.SyntaxTrees)
        {
            SemanticModel model = Compilation.GetSemanticModel(tree);
            foreach (SimpleNameSyntax name in tree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>())
            {
                if (TypeOf(model.GetSymbolInfo(name)) is { } type && type.DeclaringSyntaxReferences is [var declaration, ..]
                    && declaration.SyntaxTree.FilePath != tree.FilePath)
                {
                    uses.Add(new Use(tree.FilePath, declaration.SyntaxTree.FilePath, type.Name));
                }
            }
        }

        return [.. uses];
    }

    // A type by its name, or the type of the member that is named.
    private static INamedTypeSymbol? TypeOf(SymbolInfo info)
    {
        ISymbol? symbol = info.Symbol ?? info.CandidateSymbols.FirstOrDefault();
        return symbol switch
        {
            INamedTypeSymbol type => type.OriginalDefinition,
            IMethodSymbol or IPropertySymbol or IFieldSymbol or IEventSymbol => symbol.ContainingType?.OriginalDefinition,
            _ => null,
        };
    }

    // A source generator completes a partial type that has a partial method with an attribute.
    private static bool IsSpread(BaseTypeDeclarationSyntax type) =>
        type.Modifiers.Any(SyntaxKind.PartialKeyword)
        && !type.DescendantNodes().OfType<MethodDeclarationSyntax>().Any(
            method => method.Modifiers.Any(SyntaxKind.PartialKeyword) && method.AttributeLists.Count > 0);
}
