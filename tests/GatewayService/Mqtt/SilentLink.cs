using SensorNet.BrokerAccess.Addresses;
using SensorNet.GatewayService.Mqtt;
using SensorNet.GatewayService.Polling;

namespace SensorNet.GatewayService.Tests.Mqtt;

/// <summary>A link that writes nothing anywhere: what is to leave is in its output.</summary>
internal sealed class SilentLink(MqttOptions options) : MqttLink(options, new StillLoop(), owner: null!)
{
    public override string Stage => "";

    protected override object? Carrier => this;

    public override void Register()
    {
        // It belongs to no loop.
    }

    public override void Release()
    {
        // It belongs to no loop.
    }

    public override void Open(BrokerAddress broker)
    {
        // It is always up.
    }

    public override void Drop() => Output.Clear();

    public override void WriteLast(ReadOnlySpan<byte> packet) => Output.TryAppend(packet);

    public override void Flush() => Output.Clear();

    public override void OnReady(bool canRead, bool canWrite)
    {
        // Nothing comes.
    }

    private sealed class StillLoop : ILoop
    {
        public Poller Poller => throw new NotSupportedException("a silent link has no socket");

        public long NowMs => 0;

        public void Post(Action action) => action();

        public int Register(ILoopMember member) => 0;

        public void Release(int key)
        {
            // Nothing is registered.
        }

        public void FlushLater(ILoopMember member)
        {
            // The test looks at the output itself.
        }

        public void BeforeWrite()
        {
            // Nothing is kept.
        }
    }
}
