using System.Text.Json;
using Microsoft.Extensions.Configuration;

using SensorNet.GatewayService.Settings.Table;
namespace SensorNet.GatewayService.Settings;

/// <summary>
/// Where settings come from; the later comes before the earlier: appsettings.json beside the program, the file of
/// <c>--settings</c>, environment variables that begin with SENSORNET_ (two underscores for a colon), the command line.
/// </summary>
internal sealed class SettingSources
{
    public const string EnvironmentPrefix = "SENSORNET_";
    public const string FileOption = "--settings";

    private readonly List<SettingProblem> _problems = [];

    public SettingSources(string[] arguments, string folder)
    {
        Dictionary<string, string?> commandLine = Split(arguments, out string? file);
        All = Build(folder, file, commandLine, withEnvironment: true);
        Written = Build(folder, file, commandLine, withEnvironment: false);
    }

    /// <summary>Problems with the sources themselves.</summary>
    public IReadOnlyList<SettingProblem> Problems => _problems;

    public IConfiguration All { get; }

    /// <summary>Without the environment.</summary>
    public IConfiguration Written { get; }

    private IConfiguration Build(string folder, string? file, Dictionary<string, string?> commandLine, bool withEnvironment)
    {
        ConfigurationBuilder builder = new ConfigurationBuilder();
        AddFile(builder, Path.Combine(folder, "appsettings.json"), optional: true);
        if (file is not null)
        {
            AddFile(builder, Path.GetFullPath(file), optional: false);
        }

        if (withEnvironment)
        {
            builder.AddEnvironmentVariables(EnvironmentPrefix);
        }

        return builder.AddInMemoryCollection(commandLine).Build();
    }

    private void AddFile(ConfigurationBuilder builder, string path, bool optional)
    {
        try
        {
            if (optional && !File.Exists(path))
            {
                return;
            }

            // Read once here, so that what is wrong is said of this file. As a configuration within the other it would lose its empty values, and
            // "Listen": "" would listen everywhere.
            byte[] content = File.ReadAllBytes(path);
            _ = new ConfigurationBuilder().AddJsonStream(new MemoryStream(content)).Build();
            builder.AddJsonStream(new MemoryStream(content));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException or FormatException or JsonException)
        {
            string reason = e.InnerException is { } inner ? $"{e.Message} {inner.Message}" : e.Message;
            SettingProblem problem = new SettingProblem(FileOption, path, $"cannot be read: {reason}");
            if (!_problems.Contains(problem))
            {
                _problems.Add(problem);
            }
        }
    }

    // --Key value or --Key=value; a word that is neither would be ignored.
    private Dictionary<string, string?> Split(string[] arguments, out string? file)
    {
        Dictionary<string, string?> values = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        file = null;
        for (int i = 0; i < arguments.Length; i++)
        {
            (string? key, string? value) = arguments[i].Split('=', 2) is [var left, var right] ? (left, right) : (arguments[i], null);
            if (!key.StartsWith("--", StringComparison.Ordinal) || key.Length == 2)
            {
                _problems.Add(new SettingProblem("command line", $"\"{arguments[i]}\"", "must be --Section:Key value or --Section:Key=value"));
                continue;
            }

            if (value is null && i + 1 < arguments.Length && !arguments[i + 1].StartsWith("--", StringComparison.Ordinal))
            {
                value = arguments[++i];
            }

            if (value is null)
            {
                _problems.Add(new SettingProblem("command line", $"\"{key}\"", "needs a value"));
            }
            else if (key == FileOption)
            {
                file = value;
            }
            else
            {
                values[key[2..]] = value;
            }
        }

        return values;
    }
}
