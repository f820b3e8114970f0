using System.Text;

namespace SensorNet.MqttSn.Gateway.Tests.Simulation;

/// <summary>
/// Datagrams between clients and gateway: delayed, and thereby reordered, lost, doubled, corrupted. A datagram lives <see cref="LifetimeMs"/> at
/// most, which clients respect where the protocol has no other way to tell an old message from a new one.
/// </summary>
internal sealed class SimNetwork(Simulator sim) : IDatagramSender
{
    public const int LifetimeMs = 80;
    private const int DelayMinMs = 15;
    private const int DelayMaxMs = 40;
    private const int CopyMaxMs = 30;

    private readonly Dictionary<int, ModelClient> _ports = [];
    private readonly Dictionary<int, ModelClient> _owners = [];
    private readonly Message _scratch = new();

    public bool Faultless { get; set; }

    public void Attach(int port, ModelClient client)
    {
        _ports[port] = client;
        _owners[port] = client;
    }

    public void Detach(int port) => _ports.Remove(port);

    public void Send(NetworkAddress to, byte[] buffer, int offset, int length)
    {
        byte[] datagram = buffer.AsSpan(offset, length).ToArray();
        bool isPublish = MessageDecoder.TryDecode(datagram, 0, length, _scratch, out _) && _scratch.Type == MessageType.Publish;
        if (isPublish && _owners.TryGetValue(to.Port, out ModelClient? owner))
        {
            owner.OnSent(datagram[_scratch.DataOffset..(_scratch.DataOffset + _scratch.DataLength)]);
        }

        Transmit(datagram, copy =>
        {
            sim.Note(() => $"{_ports.GetValueOrDefault(to.Port)?.Id}, < {Describe(copy)}");
            if (_ports.TryGetValue(to.Port, out ModelClient? client))
            {
                client.OnDatagram(to.Port, copy);
            }
        });
    }

    public void Broadcast(int radius, byte[] buffer, int offset, int length)
    {
        foreach (int port in _ports.Keys.ToArray())
        {
            Send(new NetworkAddress(0, 1, 0, port), buffer, offset, length);
        }
    }

    /// <summary>A client's datagram; <paramref name="arrived"/> is told when the gateway has got it.</summary>
    public void SendToGateway(int port, byte[] datagram, Action arrived)
    {
        Transmit(datagram, copy =>
        {
            sim.Note(() => $"{_ports.GetValueOrDefault(port)?.Id}, > {Describe(copy)}");
            sim.Gateway.OnDatagram(sim.Now, new NetworkAddress(0, 1, 0, port), copy, 0, copy.Length);
            arrived();
        });
    }

    private string Describe(byte[] datagram)
    {
        if (!MessageDecoder.TryDecode(datagram, 0, datagram.Length, _scratch, out DecodeError error))
        {
            return error.ToString();
        }

        Message m = _scratch;
        string topic = Encoding.ASCII.GetString(datagram, m.TopicOffset, m.TopicLength);
        string data = Encoding.ASCII.GetString(datagram, m.DataOffset, m.DataLength);
        return $"{MessageTypes.Name(m.Type)} id {m.MessageId} QoS {m.Qos}{(m.Dup ? " dup" : "")} topic {m.TopicId} {topic} {m.ReturnCode} {data}";
    }

    private void Transmit(byte[] datagram, Action<byte[]> deliver)
    {
        if (!Faultless && sim.Chance(sim.Settings.Loss))
        {
            return;
        }

        byte[] first = Corrupt(datagram);
        int delay = DelayMinMs + sim.Random.Next(DelayMaxMs - DelayMinMs + 1);
        sim.After(delay, () => deliver(first));
        if (!Faultless && sim.Chance(sim.Settings.Duplication))
        {
            sim.After(delay + sim.Random.Next(CopyMaxMs + 1), () => deliver(datagram));
        }
    }

    // What is still a message would have been caught by UDP's checksum, except in a wild run.
    private byte[] Corrupt(byte[] datagram)
    {
        if (Faultless || !sim.Chance(sim.Settings.Corruption))
        {
            return datagram;
        }

        byte[] copy = [.. datagram];
        int changes = 1 + sim.Random.Next(3);
        for (int i = 0; i < changes; i++)
        {
            copy[sim.Random.Next(copy.Length)] = (byte)sim.Random.Next(256);
        }

        if (sim.Chance(0.2))
        {
            copy = copy[..sim.Random.Next(copy.Length)];
        }

        // FixedPartRead: the gateway answers that too.
        bool valid = MessageDecoder.TryDecode(copy, 0, copy.Length, _scratch, out _) || _scratch.FixedPartRead;
        if (valid && _scratch.Type == MessageType.Connect && _scratch.Duration == 0)
        {
            // A client that nobody is, without a keep alive, would stay for ever: as it must.
            return [];
        }

        return valid && !sim.Settings.Wild ? [] : copy;
    }
}
