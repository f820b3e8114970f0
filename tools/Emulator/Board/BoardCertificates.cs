namespace SensorNet.Emulator;

/// <summary>
/// The certificates in the board's configuration block, where <c>nanoff --networkdeployment</c> puts them. They outlive a power cut.
/// </summary>
public sealed class BoardCertificates
{
    private readonly object _lock = new();
    private byte[]? _caBundle;
    private byte[]? _device;

    /// <summary>The CA certificates: PEM with a 0 at its end, or one in DER. Null for none.</summary>
    public byte[]? CaBundle
    {
        get
        {
            lock (_lock)
            {
                return _caBundle;
            }
        }

        set
        {
            lock (_lock)
            {
                _caBundle = value;
            }
        }
    }

    /// <summary>The board's own certificate and its key in one PEM blob with a 0 at its end. Null for none.</summary>
    public byte[]? Device
    {
        get
        {
            lock (_lock)
            {
                return _device;
            }
        }

        set
        {
            lock (_lock)
            {
                _device = value;
            }
        }
    }

    /// <summary>Stores both from PEM texts, as the deployment does; null for none.</summary>
    public void Deploy(string? caPem, string? deviceCertificateAndKeyPem)
    {
        CaBundle = caPem is null ? null : BoardX509Certificate.WithTerminator(caPem);
        Device = deviceCertificateAndKeyPem is null ? null : BoardX509Certificate.WithTerminator(deviceCertificateAndKeyPem);
    }
}
