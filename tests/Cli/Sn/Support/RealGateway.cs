using System.Buffers.Binary;
using System.Net;
using System.Text;
using SensorNet.MqttSn.Gateway;

namespace SensorNet.Cli.Tests.Sn.Support;

/// <summary>The project's own gateway on a loopback port, before a broker in memory.</summary>
internal sealed class RealGateway : LoopbackSocket, IDatagramSender
{
    private readonly LoopbackBroker _broker = new();
    private readonly MqttSnGateway _gateway;

    private RealGateway()
        : base(IPAddress.Loopback)
    {
        GatewaySettings settings = new GatewaySettings();
        settings.PredefinedTopics.Add(7, Encoding.UTF8.GetBytes("predefined/seven"));
        _gateway = new MqttSnGateway(settings, this, _broker);
        _gateway.OnBrokerConnected(NowMs, MqttSnGateway.OwnConnection, sessionPresent: false);
        _broker.Deliver(_gateway, NowMs);
    }

    protected override TimeSpan WaitMax =>
        TimeSpan.FromMilliseconds(Math.Clamp(_gateway.NextDeadlineMs - NowMs, 0, int.MaxValue));

    private static long NowMs => Environment.TickCount64;

    public static RealGateway Start()
    {
        RealGateway gateway = new RealGateway();
        gateway.Begin();
        return gateway;
    }

    public void Send(NetworkAddress to, byte[] buffer, int offset, int length)
    {
        byte[] ip = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(ip, (uint)to.Low);
        SendTo(new IPEndPoint(new IPAddress(ip), to.Port), buffer, offset, length);
    }

    public void Broadcast(int radius, byte[] buffer, int offset, int length)
    {
        // Nobody listens for ADVERTISE here.
    }

    protected override void OnDatagram(byte[] datagram, IPEndPoint from)
    {
        uint ip = BinaryPrimitives.ReadUInt32BigEndian(from.Address.GetAddressBytes());
        _gateway.OnDatagram(NowMs, new NetworkAddress(0, ip, 0, from.Port), datagram, 0, datagram.Length);
        _broker.Deliver(_gateway, NowMs);
    }

    protected override void OnTime()
    {
        _gateway.OnTime(NowMs);
        _broker.Deliver(_gateway, NowMs);
    }
}
