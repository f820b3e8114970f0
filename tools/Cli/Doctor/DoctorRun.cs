using System.Net;

namespace SensorNet.Cli.Doctor;

/// <summary>Makes all checks of a plan, in the order in which a node depends on them.</summary>
internal sealed class DoctorRun(DoctorPlan plan, CheckReport report, TimeProvider time)
{
    public const string TransportName = "broker.transport";

    public async Task RunAsync(CancellationToken stop)
    {
        await CheckBrokerAsync(stop).ConfigureAwait(false);
        if (plan.Gateway is { } gateway)
        {
            await new GatewayCheck(gateway, report).RunAsync(stop).ConfigureAwait(false);
        }

        if (plan.Ntp is { } ntp)
        {
            await new NtpCheck(ntp, report, time).RunAsync(stop).ConfigureAwait(false);
        }
    }

    /// <summary>The broker alone.</summary>
    public async Task CheckBrokerAsync(CancellationToken stop)
    {
        IPAddress? reached = await TcpCheck.RunAsync(plan.Broker, report, time, stop).ConfigureAwait(false);
        if (reached is null)
        {
            return;
        }

        ListenerCheck.Run(reached, plan.Broker.Address.Port, report);
        if (plan.Broker.IsWebSocket)
        {
            report.Warning(
                TransportName, "the broker is tried over a WebSocket, which no node speaks",
                "nodes need the broker's port for MQTT over TCP (usually 1883) or TLS (usually 8883)");
        }

        if (plan.Broker.Tls && !await new TlsCheck(plan.Broker, report, time).RunAsync(stop).ConfigureAwait(false))
        {
            return;
        }

        if (await MqttCheck.RunAsync(plan.Broker, report, stop).ConfigureAwait(false))
        {
            await new TopicCheck(plan, report).RunAsync(stop).ConfigureAwait(false);
        }
    }
}
