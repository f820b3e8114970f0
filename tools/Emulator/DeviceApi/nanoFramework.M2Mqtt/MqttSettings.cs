using SensorNet.Emulator;

namespace nanoFramework.M2Mqtt;

/// <summary>Settings of all clients of a board: there is one object of them a boot.</summary>
public class MqttSettings
{
    /// <summary>Port of a broker without TLS.</summary>
    public const int BrokerDefaultPort = 1883;

    /// <summary>Port of a broker with TLS.</summary>
    public const int BrokerDefaultSslPort = 8883;

    /// <summary>How long an answer may take, in ms.</summary>
    public const int DefaultTimeout = 30_000;

    /// <summary>How often a message is sent before it is given up.</summary>
    public const int MaximumAttemptsRetry = 3;

    /// <summary>Pause between two attempts, in ms.</summary>
    public const int DefaultDelayRetry = 1_000;

    /// <summary>How long connecting may take, in ms.</summary>
    public const int ConnectTimeout = 30_000;

    /// <summary>How many messages may wait, unless it is set.</summary>
    public const int DefaultInflightQueueSize = int.MaxValue;

    private MqttSettings()
    {
    }

    /// <summary>The board's settings.</summary>
    public static MqttSettings Instance => BoardRuntime.Current.Ram<Holder>().Settings;

    /// <summary>Port of the broker.</summary>
    public int Port { get; internal set; } = BrokerDefaultPort;

    /// <summary>Port of the broker with TLS.</summary>
    public int SslPort { get; internal set; } = BrokerDefaultSslPort;

    /// <summary>How long connecting may take, in ms.</summary>
    public int TimeoutOnConnection { get; internal set; } = ConnectTimeout;

    /// <summary>How long an answer may take, in ms.</summary>
    public int TimeoutOnReceiving { get; internal set; } = DefaultTimeout;

    /// <summary>How often a message is sent before it is given up.</summary>
    public int AttemptsOnRetry { get; internal set; } = MaximumAttemptsRetry;

    /// <summary>Pause between two attempts, in ms.</summary>
    public int DelayOnRetry { get; internal set; } = DefaultDelayRetry;

    /// <summary>How many messages may wait in a client.</summary>
    public int InflightQueueSize { get; set; } = DefaultInflightQueueSize;

    /// <summary>Whether the broker's certificate is checked.</summary>
    public bool ValidateServerCertificate { get; set; } = true;

    private sealed class Holder
    {
        public MqttSettings Settings { get; } = new();
    }
}
