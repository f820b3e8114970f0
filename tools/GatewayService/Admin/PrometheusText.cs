using System.Globalization;
using System.Text;
using SensorNet.GatewayService.Metrics;

namespace SensorNet.GatewayService.Admin;

/// <summary>
/// All metrics in Prometheus' text format 0.0.4. A name has _ for dots, and a counter ends in _total, as OpenTelemetry's exporter writes them.
/// </summary>
internal static class PrometheusText
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    public static string Of(GatewayMeter meter)
    {
        StringBuilder text = new StringBuilder();
        foreach (Metric metric in MetricTable.All)
        {
            string name = metric.Name.Replace('.', '_') + (metric.IsGauge ? "" : "_total");
            text.Append("# HELP ").Append(name).Append(' ').Append(Escape(metric.Description)).Append('\n');
            text.Append("# TYPE ").Append(name).Append(metric.IsGauge ? " gauge\n" : " counter\n");
            if (metric.Tag is null)
            {
                text.Append(CultureInfo.InvariantCulture, $"{name} {meter.Sum(metric)}\n");
                continue;
            }

            for (int part = 0; part < metric.Parts.Count; part++)
            {
                text.Append(CultureInfo.InvariantCulture, $"{name}{{{metric.Tag}=\"{metric.Parts[part]}\"}} {meter.Sum(metric, part)}\n");
            }
        }

        return text.ToString();
    }

    private static string Escape(string description) => description.Replace("\\", "\\\\").Replace("\n", "\\n");
}
