using System.Text;

namespace SensorNet.MqttSn.Gateway.Tests.Simulation;

/// <summary>An MQTT broker behind the gateway's broker link, with outages. It keeps the books of what reached it.</summary>
internal sealed class ModelBroker(Simulator sim) : IBroker, IBrokerProperties, IBrokerAcknowledger, IClientConnections
{
    // A renewed subscription whose retained messages an outage cuts off so soon is renewed once more.
    private const int RenewalMs = 3000;

    private const string OwnId = "gateway";

    private readonly Dictionary<string, BrokerSession> _sessions = [];
    private readonly Dictionary<int, BrokerLink> _links = [];
    private readonly Dictionary<string, BrokerDelivery> _retained = [];
    private readonly Dictionary<int, BrokerSession> _tokens = [];
    private readonly Dictionary<long, UpMessage> _upMessages = [];
    private readonly Dictionary<long, WillRecord> _wills = [];
    private long _numbers;
    private int _lastToken;
    private bool _up;
    private long _upSince;

    public int SubscriptionCount => _sessions.Values.Sum(s => s.Subscriptions.Count);

    private BrokerFeatures Features => sim.Settings.Identifiers ? BrokerFeatures.SubscriptionIdentifiers : BrokerFeatures.None;

    private bool ForgetsExchanges => sim.Settings.LinkForgets && sim.Settings.Outages;

    /// <summary>The gateway's own connection comes up with a new session.</summary>
    public void Start()
    {
        BrokerSession session = new(OwnId);
        _sessions[OwnId] = session;
        _links[0] = session.Link = new BrokerLink(sim, 0, session) { IsUp = true };
        _up = true;
        sim.Gateway.OnBrokerConnected(sim.Now, 0, false, Features);
    }

    /// <summary>The gateway has restarted: it knows of nothing.</summary>
    public void Forget()
    {
        foreach (BrokerLink link in _links.Values)
        {
            link.IsDead = true;
        }

        _links.Clear();
        _sessions.Clear();
        _tokens.Clear();
    }

    public UpMessage NewUpMessage(int qos, int topic, bool isClean)
    {
        UpMessage message = new() { Number = ++_numbers, Qos = qos, Topic = topic, IsClean = isClean };
        _upMessages[message.Number] = message;
        return message;
    }

    public WillRecord NewWill(int topic)
    {
        WillRecord will = new() { Number = ++_numbers, Topic = topic };
        _wills[will.Number] = will;
        return will;
    }

    public void PublishFromOutside()
    {
        int topic = sim.Random.Next(Topics.Names.Length);
        int qos = sim.Random.Next(3);
        byte[] payload = Payload.Make('D', ++_numbers, topic);
        BrokerDelivery message = new(Topics.Names[topic], payload, qos, false);
        if (sim.Chance(0.1))
        {
            _retained[message.Topic] = message;
        }

        Route(message);
    }

    public void BeginOutage()
    {
        if (!_up)
        {
            return;
        }

        _up = false;
        if (sim.Now - _upSince < RenewalMs)
        {
            foreach (ModelClient client in sim.Clients)
            {
                client.ForgetRetained();
            }
        }

        foreach (BrokerLink link in _links.Values.Where(l => l.Connection != 0).ToArray())
        {
            bool goesOn = link.IsUp && !link.Session.Clean && !ForgetsExchanges;
            if (goesOn)
            {
                link.Suspend();
            }
            else
            {
                Kill(link);
            }

            sim.Gateway.OnBrokerLost(sim.Now, link.Connection, goesOn);
        }

        BrokerLink own = _links[0];
        own.Suspend();
        own.IsDead = ForgetsExchanges;
        sim.Gateway.OnBrokerLost(sim.Now, 0, !ForgetsExchanges);
        sim.After(100 + sim.Random.Next(6000), EndOutage);
    }

    public void EndOutage()
    {
        if (_up)
        {
            return;
        }

        _up = true;
        _upSince = sim.Now;
        BrokerSession session = _sessions[OwnId];
        bool present = !(ForgetsExchanges || sim.Settings.BrokerForgets) || sim.Chance(0.5);
        if (!present)
        {
            session.Forgotten.UnionWith(session.Subscriptions.Keys);
            foreach (ModelClient client in sim.Clients)
            {
                client.BeginRenewal();
            }

            session.Subscriptions.Clear();
            session.Unacknowledged.Clear();
            session.Waiting.Clear();
        }

        if (ForgetsExchanges)
        {
            _links[0] = session.Link = new BrokerLink(sim, 0, session);
        }

        Return(session.Link!, present);
        foreach (BrokerLink link in _links.Values.Where(l => l.IsSuspended).ToArray())
        {
            Return(link, true);
        }
    }

    private void Return(BrokerLink link, bool sessionPresent)
    {
        link.IsUp = true;
        sim.Gateway.OnBrokerConnected(sim.Now, link.Connection, sessionPresent, Features);
        Redeliver(link);
        link.Resume();
    }

    public bool Open(int connection, byte[] clientId, bool cleanSession, int keepAliveSeconds, Will will)
    {
        sim.Check(!_links.ContainsKey(connection), $"connection {connection} is opened twice");
        if (IsBusy())
        {
            return false;
        }

        string id = Encoding.UTF8.GetString(clientId);
        if (!_sessions.TryGetValue(id, out BrokerSession? session) || cleanSession || session.Clean)
        {
            session = new BrokerSession(id);
        }

        BrokerLink link = new(sim, connection, session) { Will = will };
        _links[connection] = link;
        sim.After(3 + sim.Random.Next(30), () => Accept(link, cleanSession));
        return true;
    }

    public void Close(int connection, bool sendDisconnect)
    {
        if (!_links.TryGetValue(connection, out BrokerLink? link))
        {
            sim.Check(false, $"connection {connection} is closed, which is not open");
            return;
        }

        sim.Note(() => $"{link.Session.ClientId}, closed");
        bool wasUp = link.IsUp;
        Kill(link);
        if (!sendDisconnect && wasUp && link.Will is { } will)
        {
            Receive(Encoding.UTF8.GetString(will.Topic.Octets), will.Message, will.Qos);
        }
    }

    public bool Publish(
        int connection, byte[] topic, int topicOffset, int topicLength, byte[] payload, int payloadOffset, int payloadLength, int qos, bool retain,
        int token)
    {
        if (!Takes(connection, out BrokerLink link))
        {
            return false;
        }

        sim.Check((token != 0) == (qos > 0), $"token {token} with QoS {qos}");
        string name = Encoding.UTF8.GetString(topic, topicOffset, topicLength);
        byte[] data = payload.AsSpan(payloadOffset, payloadLength).ToArray();
        bool fails = qos > 0 && !sim.Quiescing && sim.Chance(0.01);
        link.ToBroker(() =>
        {
            if (!fails)
            {
                Receive(name, data, qos);
            }

            if (token != 0)
            {
                link.ToGateway(() => sim.Gateway.OnBrokerPublished(sim.Now, token, !fails));
            }
        });
        return true;
    }

    public void SetPublisher(byte[] clientId)
    {
        // Nobody asks.
    }

    public bool Subscribe(int connection, byte[] filter, int qos, int token) => Subscribe(connection, filter, qos, 0, token);

    public bool Subscribe(int connection, byte[] filter, int qos, int identifier, int token)
    {
        sim.Check((identifier > 0) == (sim.Settings.Identifiers && connection == 0), $"identifier {identifier} on connection {connection}");
        if (!Takes(connection, out BrokerLink link))
        {
            return false;
        }

        string name = Encoding.UTF8.GetString(filter);
        link.Request(() => Subscribe(link, name, qos, identifier, token));
        return true;
    }

    public bool Unsubscribe(int connection, byte[] filter, int token)
    {
        if (!Takes(connection, out BrokerLink link))
        {
            return false;
        }

        string name = Encoding.UTF8.GetString(filter);
        link.Request(() =>
        {
            link.Session.Subscriptions.Remove(name);
            link.Session.Forgotten.Remove(name);
            link.Deliver(() => sim.Gateway.OnBrokerUnsubscribed(sim.Now, token));
        });
        return true;
    }

    public void Acknowledge(int connection, int ackToken)
    {
        if (_tokens.Remove(ackToken, out BrokerSession? session))
        {
            session.Unacknowledged.RemoveAll(d => d.Token == ackToken);
        }
    }

    /// <summary>A will goes out when its client is lost, once, and at no other time.</summary>
    public void CheckWills()
    {
        foreach (WillRecord will in _wills.Values)
        {
            if (sim.IsTransparent || ForgetsExchanges)
            {
                continue;
            }

            sim.Check(will.ReachedBroker <= 1, $"will {will.Number} went out {will.ReachedBroker} times");
            sim.Check(!will.MustGoOut || will.ReachedBroker == 1, $"will {will.Number} did not go out although its client was lost");
            sim.Check(!will.MustNotGoOut || will.ReachedBroker == 0, $"will {will.Number} went out although its client was not lost");
        }
    }

    private void Accept(BrokerLink link, bool cleanSession)
    {
        if (link.IsDead)
        {
            return;
        }

        if (!_up)
        {
            Kill(link);
            sim.Gateway.OnBrokerLost(sim.Now, link.Connection, false);
            return;
        }

        BrokerSession session = link.Session;
        bool present = _sessions.TryGetValue(session.ClientId, out BrokerSession? old) && old == session;
        _sessions[session.ClientId] = session;
        session.Clean = cleanSession;
        session.Link = link;
        link.IsUp = true;
        sim.Gateway.OnBrokerConnected(sim.Now, link.Connection, present);
        Redeliver(link);
    }

    private void Kill(BrokerLink link)
    {
        link.IsDead = true;
        link.IsUp = false;
        _links.Remove(link.Connection);
        BrokerSession session = link.Session;
        if (session.Link == link)
        {
            session.Link = null;
            if (session.Clean)
            {
                _sessions.Remove(session.ClientId);
            }
        }
    }

    private bool IsBusy() => !sim.Quiescing && sim.Chance(0.02);

    private bool Takes(int connection, out BrokerLink link)
    {
        if (!_links.TryGetValue(connection, out link!))
        {
            sim.Check(false, $"a request on connection {connection}, which is not open");
            return false;
        }

        return link.IsUp && !IsBusy();
    }

    private void Subscribe(BrokerLink link, string filter, int qos, int identifier, int token)
    {
        // One that is refused could have been given another's copy: after an outage nothing is, so that what is owed can be told.
        if (!sim.Quiescing && sim.Now - _upSince >= RenewalMs && sim.Chance(0.01))
        {
            link.Deliver(() => sim.Gateway.OnBrokerSubscribed(sim.Now, token, -1));
            return;
        }

        link.Session.Subscriptions[filter] = qos;
        link.Session.Identifiers[filter] = identifier;
        bool retainedFirst = sim.Chance(0.3);
        if (!retainedFirst)
        {
            link.Deliver(() => sim.Gateway.OnBrokerSubscribed(sim.Now, token, qos));
        }

        string? renews = link.Session.Forgotten.Remove(filter) ? filter : null;
        foreach (BrokerDelivery retained in _retained.Values.Where(r => Topics.Matches(filter, r.Topic)).ToArray())
        {
            Send(link, retained with { Qos = Math.Min(qos, retained.Qos), Retain = true, Renews = renews, Identifiers = Known([identifier]) });
        }

        if (retainedFirst)
        {
            link.Deliver(() => sim.Gateway.OnBrokerSubscribed(sim.Now, token, qos));
        }
    }

    private void Receive(string topic, byte[] payload, int qos)
    {
        if (!Payload.TryRead(payload, out (char Kind, long Number, int Topic) read))
        {
            sim.Check(false, "a payload that nobody sent");
            return;
        }

        sim.Check(Topics.Names[read.Topic] == topic, $"message {read.Number} for {Topics.Names[read.Topic]} reached the broker as {topic}");
        if (read.Kind == 'W' && _wills.TryGetValue(read.Number, out WillRecord? will))
        {
            will.ReachedBroker++;
        }
        else if (read.Kind == 'U' && _upMessages.TryGetValue(read.Number, out UpMessage? up))
        {
            up.ReachedBroker++;
            bool uncertain = ForgetsExchanges || (sim.IsTransparent && (up.Resumed || (up.IsClean && sim.Settings.Outages)));
            sim.Check(up.Qos < 2 || up.ReachedBroker == 1 || uncertain, $"message {up.Number} at QoS 2 reached the broker {up.ReachedBroker} times");
        }

        Route(new BrokerDelivery(topic, payload, qos, false));
    }

    private void Route(BrokerDelivery message)
    {
        foreach (BrokerSession session in _sessions.Values.ToArray())
        {
            string[] filters = [.. session.Subscriptions.Keys.Where(filter => Topics.Matches(filter, message.Topic))];
            int granted = filters.Select(filter => session.Subscriptions[filter]).DefaultIfEmpty(-1).Max();
            if (granted < 0)
            {
                continue;
            }

            int[] identifiers = Known(filters.Select(filter => session.Identifiers.GetValueOrDefault(filter)));
            BrokerDelivery delivery = message with { Qos = Math.Min(granted, message.Qos), Identifiers = identifiers };
            if (session.Link is { IsUp: true } link)
            {
                Send(link, delivery);
            }
            else if (delivery.Qos > 0)
            {
                session.Waiting.Add(delivery);
            }
        }
    }

    private static int[] Known(IEnumerable<int> identifiers) => [.. identifiers.Where(identifier => identifier > 0)];

    private void Redeliver(BrokerLink link)
    {
        BrokerDelivery[] again = [.. link.Session.Unacknowledged, .. link.Session.Waiting];
        foreach (BrokerDelivery delivery in link.Session.Unacknowledged)
        {
            _tokens.Remove(delivery.Token);
        }

        link.Session.Unacknowledged.Clear();
        link.Session.Waiting.Clear();
        foreach (BrokerDelivery delivery in again)
        {
            Send(link, delivery);
        }
    }

    private void Send(BrokerLink link, BrokerDelivery message)
    {
        BrokerDelivery delivery = message with { };
        if (delivery.Qos > 0)
        {
            delivery.Token = ++_lastToken;
            _tokens[delivery.Token] = link.Session;
            link.Session.Unacknowledged.Add(delivery);
        }

        link.Deliver(() => HandOver(link, delivery));
    }

    private void HandOver(BrokerLink link, BrokerDelivery delivery)
    {
        sim.Note(() => $"{link.Session.ClientId}, broker hands over {Encoding.ASCII.GetString(delivery.Payload)} q{delivery.Qos}");
        if (!delivery.Retain)
        {
            long index = ++_numbers;
            foreach (ModelClient client in sim.Clients)
            {
                if (!sim.IsTransparent || client.Id == link.Session.ClientId)
                {
                    client.Owe(delivery, index);
                }
            }
        }

        if (delivery.Renews is { } filter && !sim.IsTransparent)
        {
            foreach (ModelClient client in sim.Clients)
            {
                client.OweRetained(delivery, filter);
            }
        }

        byte[] topic = Topics.Bytes(delivery.Topic);
        BrokerMessageProperties properties = new() { Identifiers = delivery.Identifiers, IdentifierCount = delivery.Identifiers.Length };
        sim.Gateway.OnBrokerMessage(
            sim.Now, link.Connection, topic, 0, topic.Length, delivery.Payload, 0, delivery.Payload.Length, delivery.Qos, delivery.Retain,
            delivery.Token, properties);
        Array.Clear(topic);
    }
}
