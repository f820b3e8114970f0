using System.Net;
using MQTTnet;
using MQTTnet.Protocol;
using MQTTnet.Server;

namespace SensorNet.Cli.Tests.Support;

/// <summary>A broker on a free loopback port; it can be stopped and started again on the same port.</summary>
internal sealed class TestBroker : IAsyncDisposable
{
    private readonly TaskCompletionSource<string> _firstClientId = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<string> _firstCommand = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private MqttServer? _server;

    private TestBroker()
    {
    }

    public int Port { get; private set; }

    public string Address => $"127.0.0.1:{Port}";

    /// <summary>When set, only this user name and password are let in.</summary>
    public (string User, string Password)? Account { get; init; }

    /// <summary>The first command to a node, in JSON.</summary>
    public Task<string> FirstCommand => _firstCommand.Task;

    /// <summary>Of who comes first.</summary>
    public Task<string> FirstClientId => _firstClientId.Task;

    /// <summary>When true, no subscription is granted.</summary>
    public bool RefusesSubscriptions { get; init; }

    public static Task<TestBroker> StartAsync() => StartAsync(new TestBroker());

    public static Task<TestBroker> StartWithAccountAsync(string user, string password) =>
        StartAsync(new TestBroker { Account = (user, password) });

    public static Task<TestBroker> StartRefusingSubscriptionsAsync() =>
        StartAsync(new TestBroker { RefusesSubscriptions = true });

    public async Task StartServerAsync()
    {
        MqttServerOptions options = new MqttServerOptionsBuilder()
            .WithDefaultEndpoint()
            .WithDefaultEndpointBoundIPAddress(IPAddress.Loopback)
            .WithDefaultEndpointBoundIPV6Address(IPAddress.None)
            .WithDefaultEndpointPort(Port)
            .WithDefaultEndpointReuseAddress()
            .Build();
        _server = new MqttServerFactory().CreateMqttServer(options);
        _server.ValidatingConnectionAsync += Validate;
        _server.InterceptingSubscriptionAsync += InterceptSubscription;
        _server.InterceptingPublishAsync += NoteCommand;
        await _server.StartAsync();
        Port = options.DefaultEndpointOptions.Port;
    }

    public async Task StopServerAsync()
    {
        MqttServer server = _server!;
        _server = null;
        await server.StopAsync();
        server.Dispose();
    }

    public Task PublishAsync(string topic, string payload, bool retain = false) =>
        PublishAsync(topic, System.Text.Encoding.UTF8.GetBytes(payload), retain);

    public Task PublishAsync(string topic, byte[] payload, bool retain = false)
    {
        MqttApplicationMessage message = new MqttApplicationMessageBuilder()
            .WithTopic(topic)
            .WithPayload(payload)
            .WithRetainFlag(retain)
            .WithQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce)
            .Build();
        return _server!.InjectApplicationMessage(new InjectedMqttApplicationMessage(message) { SenderClientId = "test" });
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await StopServerAsync();
        }
    }

    private static async Task<TestBroker> StartAsync(TestBroker broker)
    {
        await broker.StartServerAsync();
        return broker;
    }

    private Task NoteCommand(InterceptingPublishEventArgs published)
    {
        if (published.ApplicationMessage.Topic.EndsWith("/commands", StringComparison.Ordinal))
        {
            _firstCommand.TrySetResult(published.ApplicationMessage.ConvertPayloadToString());
        }

        return Task.CompletedTask;
    }

    private Task Validate(ValidatingConnectionEventArgs connection)
    {
        _firstClientId.TrySetResult(connection.ClientId);
        if (Account is { } account && (connection.UserName, connection.Password) != account)
        {
            connection.ReasonCode = MqttConnectReasonCode.BadUserNameOrPassword;
        }

        return Task.CompletedTask;
    }

    private Task InterceptSubscription(InterceptingSubscriptionEventArgs subscription)
    {
        if (RefusesSubscriptions)
        {
            subscription.Response.ReasonCode = MqttSubscribeReasonCode.NotAuthorized;
        }

        return Task.CompletedTask;
    }
}
