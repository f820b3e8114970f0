using Microsoft.Data.Sqlite;

namespace SensorNet.GatewayService.Tests.Persistence;

/// <summary>Databases as tests want them.</summary>
internal static class Databases
{
    /// <summary>Makes or opens one, and runs statements in it.</summary>
    public static void Make(string path, string statements)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using SqliteConnection database = new SqliteConnection($"Data Source={path};Pooling=False");
        database.Open();
        using SqliteCommand command = database.CreateCommand();
        command.CommandText = statements;
        command.ExecuteNonQuery();
    }
}
