namespace SensorNet.GatewayService.Persistence.Log;

/// <summary>A file of the log.</summary>
internal interface ILogFile : IDisposable
{
    long Length { get; }

    void Write(ReadOnlySpan<byte> octets, long offset);

    /// <summary>Fills a span as far as the file goes.</summary>
    /// <returns>The octets that were there.</returns>
    int Read(Span<byte> to, long offset);

    /// <summary>Waits until the disk has what was written.</summary>
    void Sync();
}
