namespace SensorNet.Architecture.Tests;

/// <summary>Paths with / between.</summary>
internal static class Folders
{
    public static string Of(string path) => path[..path.LastIndexOf('/')];

    /// <summary>The first two folders: shared/MqttSn, tools/Cli.</summary>
    public static string ProjectOf(string path) => string.Join('/', path.Split('/').Take(2));
}
