namespace SensorNet.Architecture.Tests;

/// <summary>A file uses a type that another one declares.</summary>
internal sealed record Use(string Path, string UsedPath, string UsedType)
{
    public string Folder => Folders.Of(Path);

    public string UsedFolder => Folders.Of(UsedPath);

    public override string ToString() => $"{Path} uses {UsedType} of {UsedFolder}";
}
