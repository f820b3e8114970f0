using Microsoft.Extensions.Configuration;
using SensorNet.GatewayService.Settings;
using SensorNet.GatewayService.Settings.Table;

namespace SensorNet.GatewayService.Tests.Settings;

/// <summary>Settings loaded from keys and values, as if from a file.</summary>
internal sealed class LoadedSettings
{
    public LoadedSettings(params (string Key, string Value)[] values)
    {
        IConfigurationRoot configuration = new ConfigurationBuilder().AddInMemoryCollection(
            values.ToDictionary(pair => pair.Key, pair => (string?)pair.Value)).Build();
        Problems = ServiceSettingsLoader.Load(configuration, configuration, out ServiceSettings? settings);
        Settings = settings;
    }

    public ServiceSettings? Settings { get; }

    public IReadOnlyList<SettingProblem> Problems { get; }
}
