using SensorNet.GatewayService.Polling;

namespace SensorNet.GatewayService.Mqtt;

/// <summary>The thread that a connection lives on.</summary>
internal interface ILoop
{
    Poller Poller { get; }

    /// <summary>Has an action done on the loop's thread; for any thread.</summary>
    void Post(Action action);

    /// <summary>A key of the poller for a connection, until it is released; <see cref="MqttConnection.OnTime"/> is called now and then.</summary>
    int Register(MqttConnection connection);

    void Release(int key);

    /// <summary>The connection has something to write when the batch is done.</summary>
    void FlushLater(MqttConnection connection);

    long NowMs { get; }
}
