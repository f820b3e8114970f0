using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging;
using SensorNet.GatewayService.Mqtt;

namespace SensorNet.GatewayService.Hosting;

/// <summary>
/// Notices a broker that has kept the session and lost retained messages, as one can that is killed between two of its saves. On a topic of its own
/// the gateway retains a value that changes after the retained messages of its clients, and reads it back when the broker is there again. A broker
/// that restores one state of all its messages has all of before a value if it has the value.
/// </summary>
internal sealed class RetainedMarker : ILoopMember
{
    /// <summary>The least time between two values, in milliseconds.</summary>
    private const int WriteIntervalMs = 1_000;

    /// <summary>Attempts to read before the value counts as lost.</summary>
    private const int ReadsMax = 3;

    private readonly PublishConnections _connections;
    private readonly MqttConnection _own;
    private readonly ILoop _loop;
    private readonly Func<string, RetainedProbe> _read;
    private readonly string _topic;
    private readonly byte[] _topicOctets;
    private readonly ILogger _logger;
    private readonly Action _lost;
    private readonly string _process = Guid.NewGuid().ToString("N")[..8];
    private RetainedProbe? _probe;
    private int _reads;
    private long _number;
    private long _writtenMs = long.MinValue / 2;
    private bool _isDue = true;
    private bool _isProved;
    private bool _isOff;

    /// <param name="connections">The shard's; the value is published over its own.</param>
    /// <param name="loop">Their loop.</param>
    /// <param name="read">Begins to read what is retained on a topic of the broker.</param>
    /// <param name="topic">Where the value is retained, behind the topic prefix.</param>
    /// <param name="logger">Where it is said.</param>
    /// <param name="lost">Told that retained messages are lost.</param>
    public RetainedMarker(
        PublishConnections connections, ILoop loop, Func<string, RetainedProbe> read, string topic, ILogger logger, Action lost)
    {
        _connections = connections;
        _own = connections.Own;
        _loop = loop;
        _read = read;
        _topicOctets = [.. _own.Options.TopicPrefix, .. Encoding.UTF8.GetBytes(topic)];
        _topic = Encoding.UTF8.GetString(_topicOctets);
        _logger = logger;
        _lost = lost;
        loop.Register(this);
    }

    private bool TryPublish(string value) =>
        _own.TryPublish(new OutgoingPublish { Topic = _topicOctets, Payload = Encoding.UTF8.GetBytes(value), Retain = true }, 0, []);

    private string Value => $"{_process}-{_number.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>A message that is to be retained has been handed to the broker.</summary>
    public void OnRetained()
    {
        _isDue = true;
        _connections.Mark();
    }

    /// <summary>The gateway's connection is up.</summary>
    /// <param name="sessionPresent">Whether the broker has kept its session. Where it has not, clients are told anyway.</param>
    public void OnConnected(bool sessionPresent)
    {
        EndProbe();
        _reads = 0;
        if (_isOff)
        {
            return;
        }

        if (!sessionPresent || !_isProved)
        {
            _isDue = true;
        }
        else if (_isDue)
        {
            // What was retained since the last value may be lost although the value is there.
            TellLost("what was retained last may be lost");
        }
        else
        {
            BeginProbe();
        }
    }

    /// <summary>The gateway's connection is down.</summary>
    public void OnDisconnected() => EndProbe();

    /// <summary>The gateway stops: the value goes.</summary>
    public void Stop()
    {
        EndProbe();
        if (_number > 0)
        {
            TryPublish("");
        }
    }

    /// <inheritdoc/>
    public void OnTime()
    {
        if (_probe is not null)
        {
            _probe.OnTime();
            if (_probe.IsDone)
            {
                FinishProbe(_probe);
            }
        }
        else if (!_isOff && _own.IsConnected && _loop.NowMs - _writtenMs >= WriteIntervalMs)
        {
            if (_number > 0 && !_isProved)
            {
                BeginProbe();
            }
            else if (_isDue)
            {
                Write();
            }
        }
    }

    /// <inheritdoc/>
    public void OnReady(bool canRead, bool canWrite)
    {
        // It has no socket.
    }

    /// <inheritdoc/>
    public void Flush()
    {
        // It queues nothing.
    }

    // Behind what is retained by then: a message that waits for its turn would come later.
    private void Write()
    {
        if (!_connections.IsOver())
        {
            return;
        }

        _number++;
        _isDue = !TryPublish(Value);
        _writtenMs = _loop.NowMs;
    }

    private void BeginProbe()
    {
        _reads++;
        _probe = _read(_topic);
    }

    private void EndProbe()
    {
        _probe?.Close();
        _probe = null;
    }

    private void FinishProbe(RetainedProbe probe)
    {
        EndProbe();
        if (probe.HasFailed && _reads < ReadsMax)
        {
            BeginProbe();
        }
        else if (probe.Found == Value)
        {
            _isProved = true;
            _reads = 0;
            _logger.LogDebug("{Topic} is {Value}, as it was written", _topic, Value);
        }
        else if (_isProved)
        {
            TellLost($"it has {probe.Found ?? "nothing"} in the place of {Value}");
        }
        else
        {
            _isOff = true;
            _logger.LogInformation(
                "{Topic} cannot be read back: it will not be noticed when the broker keeps its sessions and loses retained messages", _topic);
        }
    }

    private void TellLost(string reason)
    {
        _logger.LogWarning(
            "the broker has kept its session and may have lost retained messages: clients with a will are told to connect again ({Topic}: {Reason})",
            _topic, reason);
        _isDue = true;
        _lost();
    }
}
