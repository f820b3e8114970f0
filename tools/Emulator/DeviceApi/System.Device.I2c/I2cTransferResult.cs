namespace System.Device.I2c;

/// <summary>What came of a transfer.</summary>
public readonly struct I2cTransferResult
{
    private readonly uint _bytesTransferred;
    private readonly I2cTransferStatus _status;

    internal I2cTransferResult(uint bytesTransferred, I2cTransferStatus status)
    {
        _bytesTransferred = bytesTransferred;
        _status = status;
    }

    /// <summary>Bytes that went over, both ways.</summary>
    public uint BytesTransferred => _bytesTransferred;

    /// <summary>How it went.</summary>
    public I2cTransferStatus Status => _status;
}
