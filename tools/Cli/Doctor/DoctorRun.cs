using System.Net;

namespace SensorNet.Cli.Doctor;

/// <summary>Makes all checks of a plan, in the order in which a node depends on them.</summary>
internal sealed class DoctorRun(DoctorPlan plan, CheckReport report, TimeProvider time)
{
    public const string TransportName = "broker.transport";

    // Nodes have no other, and a broker may listen to others elsewhere.
    private readonly DoctorPlan _plan = plan with { Broker = plan.Broker with { IsOverIPv4 = true } };

    public async Task RunAsync(CancellationToken stop)
    {
        await CheckBrokerAsync(stop).ConfigureAwait(false);
        if (_plan.Gateway is { } gateway)
        {
            await new GatewayCheck(gateway, report).RunAsync(stop).ConfigureAwait(false);
        }

        if (_plan.Ntp is { } ntp)
        {
            await new NtpCheck(ntp, report, time).RunAsync(stop).ConfigureAwait(false);
        }
    }

    /// <summary>The broker alone.</summary>
    public async Task CheckBrokerAsync(CancellationToken stop)
    {
        IPAddress? reached = await TcpCheck.RunAsync(_plan.Broker, report, time, stop).ConfigureAwait(false);
        if (reached is null)
        {
            return;
        }

        ListenerCheck.Run(reached, _plan.Broker.Address.Port, report);
        if (_plan.Broker.IsWebSocket)
        {
            report.Warning(
                TransportName, "the broker is tried over a WebSocket, which no node speaks",
                "nodes need the broker's port for MQTT over TCP (usually 1883) or TLS (usually 8883)");
        }

        if (_plan.Broker.Tls && !await new TlsCheck(_plan.Broker, reached, report, time).RunAsync(stop).ConfigureAwait(false))
        {
            return;
        }

        if (await MqttCheck.RunAsync(_plan.Broker, report, stop).ConfigureAwait(false))
        {
            await new TopicCheck(_plan, report).RunAsync(stop).ConfigureAwait(false);
        }
    }
}
