using System.Globalization;
using System.Text;
using SensorNet.GatewayService.Settings;
using SensorNet.GatewayService.Settings.Table;

namespace SensorNet.GatewayService.Hosting;

/// <summary>What <c>--help</c> prints: every setting with what is allowed, its default and its meaning.</summary>
internal static class Usage
{
    private const string Begin = """
        sensornet-gateway: brings MQTT-SN clients (UDP) to an MQTT broker.

          sensornet-gateway [--Section:Key value]...
          sensornet-gateway --check ...     says whether the settings are right, and ends

        Settings come from appsettings.json beside the program, a file of your own (--settings FILE), environment variables
        (SENSORNET_Broker__Host=...) and the command line; the later comes before the earlier.
        """;

    private const string End =
        "Exit codes: 0 stopped as asked, or the settings are right; 1 failed; 2 bad settings; 3 cannot listen; 4 cannot use the store.";

    public static string Text()
    {
        StringBuilder text = new StringBuilder(Begin).AppendLine().AppendLine();
        foreach (Setting setting in SettingsTable.All)
        {
            string fallback = setting.Declaration.Default.Length > 0 ? $"; {setting.Declaration.Default}" : "";
            text.AppendLine(
                CultureInfo.InvariantCulture, $"  {setting.Key,-36}  {setting.Declaration.Help} ({setting.Declaration.Allowed}{fallback})");
        }

        text.AppendLine(CultureInfo.InvariantCulture, $"  {PredefinedTopicList.Key + ":<id>",-36}  the topic name of a predefined id");
        return text.AppendLine().Append(End).ToString();
    }
}
