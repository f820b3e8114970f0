using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using SensorNet.BrokerAccess.Addresses;
using SensorNet.BrokerAccess.Tls;
using SensorNet.GatewayService.Settings.Table;

namespace SensorNet.GatewayService.Settings;

/// <summary>Reads the certificates that the settings name.</summary>
internal static class BrokerTlsFiles
{
    private const string CaKey = "Broker:Ca";
    private const string CertificateKey = "Broker:Certificate";

    /// <summary>How TLS is spoken; null where no broker needs it, or where a file cannot be used, which the reader is told.</summary>
    public static TlsClientSettings? Read(SettingReader reader, ServiceSettings settings)
    {
        BrokerSettings broker = settings.Broker;
        if (!settings.Brokers.Any(each => each.Transport!.Value.HasTls()))
        {
            reader.RefuseUseless(
                "Broker:Transport is neither tls nor wss",
                (CaKey, broker.Ca), (CertificateKey, broker.Certificate), ("Broker:Key", broker.Key), ("Broker:ServerName", broker.ServerName));
            return null;
        }

        if (broker.Certificate is null != broker.Key is null)
        {
            reader.Refuse(CertificateKey, broker.Certificate ?? "(none)", "and Broker:Key come together");
        }

        return Load(broker, reader.RefuseIf);
    }

    /// <summary>How TLS is spoken with the files as they are now.</summary>
    /// <param name="broker">The settings that name them.</param>
    /// <param name="refuseIf">Is told of each file: the setting, the path, and null or why it cannot be used.</param>
    public static TlsClientSettings Load(BrokerSettings broker, Action<string, string, string?> refuseIf)
    {
        X509Certificate2Collection? trusted = null;
        if (broker.Ca is { } ca)
        {
            trusted = BrokerPemFiles.ReadTrusted(ca, out string? problem);
            refuseIf(CaKey, ca, problem);
        }

        SslStreamCertificateContext? own = null;
        if (broker.Certificate is { } certificate && broker.Key is { } key)
        {
            own = BrokerPemFiles.ReadOwn(certificate, key, out string? problem);
            refuseIf(CertificateKey, certificate, problem);
        }

        return new TlsClientSettings
        {
            Versions = broker.TlsVersions,
            ServerName = broker.ServerName,
            Trusted = trusted,
            Own = own,
            CaOption = CaKey,
            CertificateOption = CertificateKey,
            VersionsOption = "Broker:TlsVersions",
        };
    }
}
