namespace SensorNet.Broker
{
    /// <summary>What a board does for TLS besides the handshake. All of it belongs to a worker's thread: it can block. No method throws.</summary>
    public interface ITlsSupport
    {
        /// <summary>Free bytes of the native memory, where TLS has its buffers, or −1 where that is not known.</summary>
        /// <param name="largestBlockBytes">The largest block of it, or −1.</param>
        long ReadNativeMemory(out long largestBlockBytes);

        /// <summary>Reads a certificate of the flash. Null when it cannot be had, and then <paramref name="problem"/> says why.</summary>
        /// <param name="path">The file, in PEM or DER.</param>
        /// <param name="problem">The problem in words, or null.</param>
        CertificateFacts ReadCertificate(string path, out string problem);

        /// <summary>Looks whether a file of the flash is a private key that goes with TLS. Null when it is, otherwise the problem in words.</summary>
        /// <param name="certificatePath">The certificate that it belongs to.</param>
        /// <param name="keyPath">The key's file, in PEM or DER.</param>
        string CheckKey(string certificatePath, string keyPath);

        /// <summary>Connects, sends <see cref="ClientHello"/> and takes what comes within the time.</summary>
        ProbeResult Probe(string host, int port, int timeoutMs);
    }
}
