namespace SensorNet.MqttSn.Gateway.Tests;

/// <summary>Counts what is sent, and keeps the last datagram.</summary>
internal sealed class NullNetwork : IDatagramSender
{
    private readonly byte[] _last = new byte[65536];

    public long Sent { get; private set; }

    public int LastLength { get; private set; }

    public ReadOnlySpan<byte> Last => _last.AsSpan(0, LastLength);

    public void Send(NetworkAddress to, byte[] buffer, int offset, int length)
    {
        buffer.AsSpan(offset, length).CopyTo(_last);
        LastLength = length;
        Sent++;
    }

    public void Broadcast(int radius, byte[] buffer, int offset, int length) => Sent++;
}
