using SensorNet.Cli.Hosting;
using SensorNet.Cli.Sn.Views;
using SensorNet.MqttSn;
using SensorNet.MqttSn.Client;

namespace SensorNet.Cli.Sn.Sessions;

/// <summary>Subscribes and writes what comes, asleep in between if wanted.</summary>
internal sealed class SubscribeSession(SessionOptions options, SubscribeOptions subscribe, MessageWriter writer, CliContext context)
    : CommandSession(options, context)
{
    private readonly Dictionary<int, Topic> _asked = [];
    private int _received;

    protected override bool Reconnects => true;

    protected override int QueueLength => Math.Max(base.QueueLength, subscribe.Topics.Count);

    protected override long DeadlineMs =>
        subscribe.Timeout is { } timeout && !IsLeaving ? (long)timeout.TotalMilliseconds : long.MaxValue;

    private bool IsComplete => _received >= subscribe.Count;

    protected override void OnReady(bool resumed)
    {
        if (resumed)
        {
            return;
        }

        // Those without an answer wait in the client and go out in this session; what a session before has answered is asked for anew.
        foreach (Topic topic in subscribe.Topics.Where(topic => !_asked.ContainsValue(topic)))
        {
            int handle = Client.Subscribe(topic, subscribe.Qos);
            if (handle == 0)
            {
                Fail("too many subscriptions wait: the gateway did not answer those of before");
                return;
            }

            _asked.Add(handle, topic);
        }
    }

    protected override void OnTime(long nowMs)
    {
        if (nowMs < DeadlineMs)
        {
            return;
        }

        string time = $"{subscribe.Timeout!.Value.TotalSeconds:0.###} s";
        if (!WasConnected)
        {
            Fail($"no answer from {Options.Gateway} within {time}: is a gateway running there, and its broker?");
        }
        else if (subscribe.Count is { } count)
        {
            Fail($"only {_received} of {count} messages came within {time}");
        }
        else
        {
            Leave();
        }
    }

    public override void OnSubscribed(int handle, int topicId, int grantedQos, Outcome outcome)
    {
        if (IsLeaving || !_asked.Remove(handle, out Topic? topic))
        {
            return;
        }

        if (outcome != Outcome.Accepted)
        {
            Fail($"no subscription to '{topic}': {Describe(outcome)}");
            return;
        }

        Note($"subscribed to '{topic}' at {Options.Gateway} with QoS {grantedQos}");
        if (_asked.Count == 0 && subscribe.SleepSeconds is { } seconds)
        {
            Client.Sleep(seconds);
        }
    }

    public override bool OnMessage(ReceivedMessage message)
    {
        if (IsLeaving)
        {
            return false;
        }

        try
        {
            writer.Write(message);
        }
        catch (OutputClosedException closed)
        {
            Fail(closed);
            return false;
        }

        _received++;
        if (IsComplete)
        {
            Leave();
        }

        return true;
    }
}
