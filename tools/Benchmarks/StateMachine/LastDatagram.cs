using SensorNet.MqttSn.Gateway;

namespace SensorNet.Benchmarks.StateMachine;

/// <summary>Keeps what the gateway sent last, as a socket copies it.</summary>
internal sealed class LastDatagram : IDatagramSender
{
    private readonly byte[] _octets = new byte[2048];

    public long Count { get; private set; }

    public int Length { get; private set; }

    public byte[] Octets => _octets;

    public void Send(NetworkAddress to, byte[] buffer, int offset, int length)
    {
        Buffer.BlockCopy(buffer, offset, _octets, 0, length);
        Length = length;
        Count++;
    }

    public void Broadcast(int radius, byte[] buffer, int offset, int length) => Count++;
}
