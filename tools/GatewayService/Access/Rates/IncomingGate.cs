using SensorNet.MqttSn.Gateway;

namespace SensorNet.GatewayService.Access.Rates;

/// <summary>
/// What a shard lets in: datagrams of addresses that the lists allow, and of these what is within the rates. Used on the shard's thread.
/// </summary>
internal sealed class IncomingGate(AccessFiles? files, DatagramRates rates)
{
    private readonly CongestionAnswer _answer = new();

    /// <summary>Datagrams that were dropped because of their address.</summary>
    public long AddressDeniedCount { get; private set; }

    /// <summary>Datagrams that were dropped because their address sent too much.</summary>
    public long AddressRateCount { get; private set; }

    /// <summary>Datagrams that were dropped because all together sent too much.</summary>
    public long TotalRateCount { get; private set; }

    /// <summary>Whether an address is heard at all: asked before anything else is done with its datagram.</summary>
    public bool Hears(in NetworkAddress from)
    {
        if (files is null || !files.Current.Lists.HasAddresses || files.Current.Lists.AllowsAddress(from))
        {
            return true;
        }

        AddressDeniedCount++;
        return false;
    }

    /// <summary>Whether a message is within the rates.</summary>
    /// <param name="nowMs">The time.</param>
    /// <param name="from">Its sender.</param>
    /// <param name="buffer">Holds it.</param>
    /// <param name="offset">Its first octet.</param>
    /// <param name="length">Its octets.</param>
    /// <param name="answer">What its sender is told where it is not; empty for nothing.</param>
    public bool Admits(long nowMs, in NetworkAddress from, byte[] buffer, int offset, int length, out ReadOnlySpan<byte> answer)
    {
        answer = [];
        if (!rates.IsOn)
        {
            return true;
        }

        RateVerdict verdict = rates.Ask(nowMs, from, length, out bool mayAnswer);
        if (verdict == RateVerdict.Within)
        {
            return true;
        }

        _ = verdict == RateVerdict.AddressRate ? AddressRateCount++ : TotalRateCount++;
        if (mayAnswer)
        {
            answer = _answer.To(buffer, offset, length);
        }

        return false;
    }
}
