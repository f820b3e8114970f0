using Org.BouncyCastle.Tls;
using Org.BouncyCastle.Tls.Crypto.Impl.BC;
using SensorNet.GatewayService.Transport.Udp;
using SensorNet.MqttSn.Gateway;

namespace SensorNet.GatewayService.Transport.Dtls;

/// <summary>
/// Answers a ClientHello with a cookie, and lets the one through that brings it back (RFC 6347, 4.2.1). Nothing is kept of a peer before that, and
/// the answer, of 60 octets, is never larger than the question, of 64 at least.
/// </summary>
internal sealed class CookieGate(BcTlsCrypto crypto, UdpPort[] ports, int perSecondMax, long nowMs) : DatagramSender
{
    /// <summary>How long a secret makes cookies, in milliseconds (RFC 6347, 4.2.1: it is to be changed often).</summary>
    public const long SecretLifeMs = 600_000;

    /// <summary>How long the cookies of the last secret are good after it was changed, in milliseconds.</summary>
    public const long GraceMs = 30_000;

    // Under a flood they let a few through each millisecond, not all of a second at once: a cookie costs as much as many messages.
    private readonly TokenBucket _withoutCookie = TokenBucket.Even(perSecondMax, nowMs);
    private readonly TokenBucket _withCookie = TokenBucket.Even(perSecondMax, nowMs);
    private readonly byte[] _address = new byte[SocketAddresses.Length];
    private DtlsVerifier _verifier = new(crypto);
    private DtlsVerifier? _last;
    private NetworkAddress _peer;
    private bool _answers;
    private long _changeAtMs = long.MinValue;
    private long _forgetAtMs;

    /// <summary>Whether one more may be looked at now. With and without a cookie there is a bound each: a flood of one leaves the other.</summary>
    public bool HasRoom(long nowMs, ReadOnlySpan<byte> hello) => (DtlsRecords.HasCookie(hello) ? _withCookie : _withoutCookie).TryTake(nowMs);

    /// <summary>The request for a handshake, where the cookie is right; otherwise null, and a ClientHello was answered with the cookie.</summary>
    /// <param name="nowMs">The loop's time.</param>
    /// <param name="peer">Where it came from.</param>
    /// <param name="buffer">Holds it.</param>
    /// <param name="offset">Its first octet.</param>
    /// <param name="length">Its octets.</param>
    /// <param name="problem">Null, or why it cannot be read.</param>
    public DtlsRequest? Check(long nowMs, in NetworkAddress peer, byte[] buffer, int offset, int length, out string? problem)
    {
        problem = null;
        try
        {
            return Check(nowMs, peer, buffer, offset, length);
        }
        catch (Exception e)
        {
            // BouncyCastle throws more than it says it does, such as ArgumentException at the version 0xFEFE.
            problem = e.Message;
            return null;
        }
    }

    public int GetSendLimit() => DtlsRecords.DatagramBytesMax;

    public void Send(byte[] buf, int off, int len) => Send(buf.AsSpan(off, len));

    public void Send(ReadOnlySpan<byte> buffer)
    {
        if (_answers)
        {
            ports[SocketAddresses.SocketIndex(_peer)].Send(_peer, buffer);
        }
    }

    private DtlsRequest? Check(long nowMs, in NetworkAddress peer, byte[] buffer, int offset, int length)
    {
        ChangeSecret(nowMs);
        _peer = peer;
        SocketAddresses.Write(peer, _address);
        if (_last is not null)
        {
            _answers = false;
            if (_last.VerifyRequest(_address, buffer, offset, length, this) is { } request)
            {
                return request;
            }
        }

        _answers = true;
        return _verifier.VerifyRequest(_address, buffer, offset, length, this);
    }

    private void ChangeSecret(long nowMs)
    {
        if (_changeAtMs == long.MinValue)
        {
            _changeAtMs = nowMs + SecretLifeMs;
        }
        else if (nowMs >= _changeAtMs)
        {
            _last = _verifier;
            _verifier = new DtlsVerifier(crypto);
            _changeAtMs = nowMs + SecretLifeMs;
            _forgetAtMs = nowMs + GraceMs;
        }

        if (_last is not null && nowMs >= _forgetAtMs)
        {
            _last = null;
        }
    }
}
