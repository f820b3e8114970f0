using System.Net;
using System.Security.Cryptography.X509Certificates;
using MQTTnet.AspNetCore;
using SensorNet.WebView.Commands;
using SensorNet.WebView.Live;

namespace SensorNet.WebView.Hosting;

/// <summary>What is served, and to whom.</summary>
/// <param name="Live">What the pages show.</param>
public sealed record WebServerOptions(LiveReadings Live)
{
    /// <summary>Anything but loopback needs the token.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>A free port in the place of <see cref="Port"/> where that is in use.</summary>
    public bool IsAnyPortGood { get; init; }

    /// <summary>With its key; null for no TLS.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>Certificates between it and the root; may be empty.</summary>
    public X509Certificate2Collection Chain { get; init; } = [];

    /// <summary>Null where nothing may be sent to devices.</summary>
    public INodeCommands? Commands { get; init; }

    /// <summary>Where MQTT of /mqtt goes; null for no /mqtt. On loopback only.</summary>
    public MqttConnectionHandler? Mqtt { get; init; }

    /// <summary>Takes a line for whoever runs this.</summary>
    public Action<string> Note { get; init; } = _ => { };

    /// <summary>The program that this runs in: the lists of the page's files, which the build puts beside it, have its name.</summary>
    public string Program { get; init; } = "sensornet";

    public WebLimits Limits { get; init; } = new();

    public bool IsLoopback => IPAddress.IsLoopback(Address);
}
