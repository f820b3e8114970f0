namespace SensorNet.Architecture.Tests;

/// <summary>A type as one file declares it; spread when other files declare more of it.</summary>
internal sealed record DeclaredType(string Path, string Name, bool IsSpread, bool IsNested)
{
    /// <summary>The project's folder, such as shared/MqttSn.</summary>
    public string Project => Folders.ProjectOf(Path);
}
