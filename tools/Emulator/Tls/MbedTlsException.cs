using System.Net.Sockets;

namespace SensorNet.Emulator;

/// <summary>The device's SocketException for what failed in TLS: a number that is no SocketError, and no words.</summary>
internal sealed class MbedTlsException : SocketException
{
    public MbedTlsException(int errorCode)
        : base(errorCode)
    {
        ErrorCode = errorCode;
    }

    public override int ErrorCode { get; }

    public override string Message => $"Exception of type '{nameof(SocketException)}' was thrown.";
}
