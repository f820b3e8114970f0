namespace SensorNet.MqttSn.Gateway.Tests.Simulation;

/// <summary>What a client has subscribed to, what it is owed because of that, and what it got.</summary>
internal sealed class ClientBooks(Simulator sim, string id)
{
    private readonly Dictionary<string, DownMessage> _owed = [];
    private readonly Dictionary<string, int> _certain = [];
    private readonly HashSet<string> _ever = [];
    private readonly HashSet<string> _asking = [];
    private readonly HashSet<string> _retained = [];
    private readonly HashSet<string> _sent = [];
    private readonly long[] _lastIndex = new long[3];

    /// <summary>The filters that the gateway has confirmed and the client has not given up, with their QoS.</summary>
    public IReadOnlyDictionary<string, int> Certain => _certain;

    public void Asking(string filter, int qos)
    {
        _ever.Add(filter);
        _asking.Add(filter);
        if (_certain.TryGetValue(filter, out int old))
        {
            _certain[filter] = Math.Min(old, qos);
        }
    }

    public void Confirmed(string filter, int qos)
    {
        _certain[filter] = qos;
        _asking.Remove(filter);
    }

    public void GivingUp(string filter) => _certain.Remove(filter);

    public void Clear()
    {
        _owed.Clear();
        _certain.Clear();
        _ever.Clear();
        _asking.Clear();
        _retained.Clear();
        _sent.Clear();
        Array.Clear(_lastIndex);
    }

    public void Owe(BrokerDelivery delivery, long index)
    {
        int granted = -1;
        foreach ((string filter, int qos) in _certain)
        {
            if (qos > granted && Topics.Matches(filter, delivery.Topic))
            {
                granted = qos;
            }
        }

        int effective = Math.Min(granted, delivery.Qos);
        string key = Convert.ToHexString(delivery.Payload);
        if (!_owed.TryGetValue(key, out DownMessage? owed))
        {
            owed = new DownMessage { Key = key, Index = index, Qos = effective, LowestQos = effective };
            _owed[key] = owed;
        }

        owed.HandedOver++;
        owed.LowestQos = Math.Min(owed.LowestQos, effective);
        if (effective > 0)
        {
            owed.Owed++;
            owed.Qos = owed.Owed == 1 ? effective : Math.Min(owed.Qos, effective);
        }
    }

    /// <summary>
    /// The broker had lost the subscription to the filter, and sends this retained message as it is made again: the gateway must send it to the
    /// client at least once, at whatever QoS. Who asks for the filter just then gets it because of that.
    /// </summary>
    public void OweRetained(BrokerDelivery delivery, string filter)
    {
        if (_certain.ContainsKey(filter) && !_asking.Contains(filter))
        {
            // Requests whose filters overlap may get each other's copies, so that it can have been here already.
            string key = Convert.ToHexString(delivery.Payload);
            if (!_sent.Contains(key))
            {
                _retained.Add(key);
            }
        }
    }

    public void ForgetRetained() => _retained.Clear();

    /// <summary>The broker has forgotten: what the client had before does not count.</summary>
    public void BeginRenewal() => _sent.Clear();

    public void Sent(byte[] payload)
    {
        string key = Convert.ToHexString(payload);
        _sent.Add(key);
        _retained.Remove(key);
    }

    /// <summary>The retained messages that the gateway did not send.</summary>
    public int MissingRetained() => _retained.Count;

    public void Received(byte[] payload, string topic, int qos, bool retain)
    {
        if (!Payload.TryRead(payload, out (char Kind, long Number, int Topic) read))
        {
            sim.Check(false, $"{id} got a payload that nobody sent");
            return;
        }

        sim.Check(Topics.Names[read.Topic] == topic, $"{id} got message {read.Number} for {Topics.Names[read.Topic]} as {topic}");
        sim.Check(_ever.Any(f => Topics.Matches(f, topic)), $"{id} got {topic}, which it never subscribed to");
        if (retain || !_owed.TryGetValue(Convert.ToHexString(payload), out DownMessage? owed))
        {
            return;
        }

        owed.Received++;
        sim.Check(qos >= owed.LowestQos || read.Kind != 'D', $"{id} got message {read.Number} at QoS {qos} and not {owed.LowestQos}");
        if (qos == 2 && owed.Qos == 2)
        {
            sim.Check(
                owed.Received <= owed.HandedOver,
                $"{id} got message {read.Number} at QoS 2 {owed.Received} times, it was handed over {owed.HandedOver} times");
        }

        // What was handed over again may have been dropped the first time.
        if (owed.Received == 1 && owed.HandedOver == 1 && owed.Owed == 1)
        {
            // Transparent: what the broker sends again at QoS 1 comes after what was taken over at QoS 2. MQTT orders each by itself (4.6).
            ref long last = ref _lastIndex[sim.IsTransparent ? qos : 0];
            sim.Check(owed.Index > last, $"{id} got message {read.Number} out of order: {owed.Index} after {last}");
            last = owed.Index;
        }
    }

    /// <summary>The messages that did not arrive.</summary>
    public int Missing() => _owed.Values.Sum(Missing);

    public string DescribeMissing() => string.Join(
        ", ",
        _retained.Take(5).Select(key => $"{Text(key)} retained")
            .Concat(_owed.Values.Where(o => Missing(o) > 0).Take(5).Select(o => $"{Text(o.Key)} q{o.Qos} {o.Received} of {o.Owed}")));

    private static string Text(string key) => System.Text.Encoding.ASCII.GetString(Convert.FromHexString(key));

    private static int Missing(DownMessage message) => message.Owed == 0 ? 0
        : message.Qos == 2 ? Math.Max(0, message.Owed - message.Received)
        : message.Received == 0 ? 1 : 0;
}
