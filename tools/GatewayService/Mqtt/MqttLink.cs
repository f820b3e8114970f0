using SensorNet.BrokerAccess.Addresses;

namespace SensorNet.GatewayService.Mqtt;

/// <summary>
/// What carries packets to a broker and back, on a loop's thread: nothing waits. Packets gather in one buffer and go out together when the loop's
/// batch is done.
/// </summary>
internal abstract class MqttLink
{
    protected MqttLink(MqttOptions options, ILoop loop, ILinkOwner owner)
    {
        Loop = loop;
        Owner = owner;
        Output = new OutputBuffer(options.OutputBytesMax);
        Input = new InputBuffer(options.InputBytesMin, options.InputBytesMax);
    }

    public OutputBuffer Output { get; }

    public InputBuffer Input { get; }

    /// <summary>When something was last written.</summary>
    public long SentMs { get; protected set; }

    /// <summary>When something was last read, or the link came up.</summary>
    public long HeardMs { get; protected set; }

    /// <summary>What is under way before the link is up, such as "the TLS handshake"; "" where there is no more to say.</summary>
    public abstract string Stage { get; }

    /// <summary>Whether the reason for which the link was lost says all: nothing is to be guessed about who answers there.</summary>
    public bool IsExplained { get; protected set; }

    protected ILoop Loop { get; }

    protected ILinkOwner Owner { get; }

    /// <summary>What carries it now; another one after it was dropped and opened again.</summary>
    protected abstract object? Carrier { get; }

    protected bool IsFlushQueued { get; set; }

    /// <summary>Whether TCP is to acknowledge what was read when the batch is done.</summary>
    protected bool AcknowledgesSoon { get; set; }

    /// <summary>Why the owner has to drop the link; it hears of it when the batch is done, as it may be the one who is calling.</summary>
    protected string? Failure { get; set; }

    /// <summary>Registers with the loop.</summary>
    public abstract void Register();

    public abstract void Release();

    /// <summary>Begins to connect; the owner is told how it went.</summary>
    public abstract void Open(BrokerAddress broker);

    /// <summary>Ends it; the owner is not told. What waits to be written is discarded.</summary>
    public abstract void Drop();

    /// <summary>Writes what has gathered, as far as it is taken without waiting, before <see cref="Drop"/>.</summary>
    public abstract void WriteLast(ReadOnlySpan<byte> packet);

    public abstract void Flush();

    public abstract void OnReady(bool canRead, bool canWrite);

    /// <summary>
    /// Has TCP acknowledge what was read when the loop's batch is done, unless what is written then carries the acknowledgement. Mosquitto leaves
    /// Nagle's algorithm on: it holds back its next packet until TCP has acknowledged the last one, which Linux would put off for 40 ms.
    /// </summary>
    public void AcknowledgeSoon()
    {
        AcknowledgesSoon = true;
        FlushLater();
    }

    public void Append(ReadOnlySpan<byte> packet)
    {
        if (!Output.TryAppend(packet))
        {
            Overflow();
        }

        FlushLater();
    }

    /// <summary>PUBACK, PUBREC, PUBREL or PUBCOMP.</summary>
    public void Acknowledge(byte type, int packetId)
    {
        if (!Output.TryAck(type, packetId))
        {
            Overflow();
        }

        FlushLater();
    }

    /// <summary>What is in the output is written when the loop's batch is done.</summary>
    public void FlushLater()
    {
        if (!IsFlushQueued)
        {
            IsFlushQueued = true;
            Loop.FlushLater(Owner);
        }
    }

    /// <summary>Something was read: hands over what packets there are.</summary>
    /// <returns>Whether the link goes on.</returns>
    protected bool TakePackets()
    {
        object? carrier = Carrier;
        HeardMs = Loop.NowMs;
        while (Input.TryNext())
        {
            Owner.OnPacket(Input.Header, Input.BodyOffset, Input.BodyLength);
            if (Carrier != carrier)
            {
                return false;
            }
        }

        if (Input.Malformed)
        {
            Owner.OnLinkLost("malformed packet length");
            return false;
        }

        return true;
    }

    private void Overflow() => Failure ??= $"the broker reads too slowly: {Output.Pending} octets wait";
}
