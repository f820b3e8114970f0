using System.Threading.Channels;
using SensorNet.Cli.Hosting;
using SensorNet.MqttSn;
using SensorNet.MqttSn.Client;

namespace SensorNet.Cli.Sn.Sessions;

/// <summary>Publishes payloads until there are no more, each when the one before it is done.</summary>
internal sealed class PublishSession(SessionOptions options, PublishOptions publish, ChannelReader<byte[]> payloads, CliContext context)
    : CommandSession(options, context)
{
    private Task<bool>? _more;
    private long _taken;
    private int _underWay;

    /// <summary>Lines can come for days: the connection is made again. A single message fails at once.</summary>
    protected override bool Reconnects => publish.IsStream;

    protected override Task? Wake => _more;

    private bool NeedsConnection => publish.Qos >= 0;

    protected override void Start()
    {
        // 6.8: QoS −1 needs no connection.
        if (NeedsConnection)
        {
            base.Start();
        }
    }

    protected override void OnTime(long nowMs)
    {
        if ((NeedsConnection && !WasConnected) || _underWay > 0)
        {
            return;
        }

        if (payloads.TryRead(out byte[]? payload))
        {
            _more = null;
            _taken++;
            Publish(payload);
            return;
        }

        _more ??= payloads.WaitToReadAsync().AsTask();
        if (!_more.IsCompleted)
        {
            return;
        }

        Task<bool> ended = _more;
        _more = null;
        if (ended.Exception?.InnerException is { } failure)
        {
            Fail(failure);
        }
        else if (!ended.Result)
        {
            Leave();
        }
    }

    protected override void OnStopped()
    {
        if (publish.IsStream && _underWay == 0)
        {
            Leave();
            return;
        }

        Fail("stopped before the message was delivered");
    }

    public override void OnPublished(int handle, Outcome outcome)
    {
        _underWay--;
        if (IsLeaving || outcome is Outcome.Accepted or Outcome.Sent)
        {
            return;
        }

        string which = publish.IsStream ? $"message {_taken}" : "the message";
        Fail($"{which} to '{publish.Topic}' was not delivered: {Describe(outcome)}");
    }

    private void Publish(byte[] payload)
    {
        _underWay++;
        _ = NeedsConnection
            ? Client.Publish(publish.Topic, payload, 0, payload.Length, publish.Qos, publish.Retain)
            : Client.PublishWithoutConnection(publish.Topic, payload, 0, payload.Length, publish.Retain);
    }
}
