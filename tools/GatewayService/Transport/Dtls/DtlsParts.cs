using System.Collections.Frozen;
using System.Security.Cryptography.X509Certificates;
using Org.BouncyCastle.Security;
using Org.BouncyCastle.Tls.Crypto.Impl.BC;
using SensorNet.BrokerAccess.Tls;
using SensorNet.GatewayService.Settings;
using SensorNet.GatewayService.Settings.Table;

namespace SensorNet.GatewayService.Transport.Dtls;

/// <summary>What the DTLS layers of all shards have in common: settings, keys, certificates, and the threads of handshakes.</summary>
internal sealed class DtlsParts : IDisposable
{
    private DtlsParts(ServiceSettings settings)
    {
        Settings = settings.Dtls;
        Shards = settings.Gateway.Shards;
        Pool = new HandshakePool(settings.Dtls.HandshakesMax, settings.Dtls.HandshakesPerAddressMax);
    }

    public DtlsSettings Settings { get; }

    public int Shards { get; }

    public HandshakePool Pool { get; }

    public BcTlsCrypto Crypto { get; } = new(new SecureRandom());

    public PskStore? Psk { get; private set; }

    public GatewayCertificate? Certificate { get; private set; }

    /// <summary>Who may issue the certificates of peers.</summary>
    public X509Certificate2Collection? ClientAuthorities { get; private set; }

    public int[] CipherSuites { get; private set; } = [];

    /// <summary>Reads the files that the settings name.</summary>
    /// <param name="settings">All settings.</param>
    /// <param name="problems">Gets what is wrong with the files.</param>
    /// <returns>Null where there is no DTLS, or a problem.</returns>
    public static DtlsParts? Load(ServiceSettings settings, List<SettingProblem> problems)
    {
        if (settings.Dtls.Listen.Count == 0)
        {
            return null;
        }

        int before = problems.Count;
        DtlsParts parts = new DtlsParts(settings);
        parts.LoadKeys(problems);
        parts.LoadCertificate(problems);
        parts.LoadAuthorities(problems);
        parts.CipherSuites = Dtls.CipherSuites.Of(parts.Psk is not null, parts.Certificate is not null);
        if (problems.Count == before)
        {
            return parts;
        }

        parts.Dispose();
        return null;
    }

    public void Dispose()
    {
        Psk?.Dispose();
        Pool.Dispose();
    }

    private static void Refuse(List<SettingProblem> problems, string key, string path, string rule) =>
        problems.Add(new SettingProblem($"Dtls:{key}", $"\"{path}\"", rule));

    private void LoadKeys(List<SettingProblem> problems)
    {
        if (Settings.PskFile is not { } path)
        {
            return;
        }

        if (PskFile.TryRead(path, out FrozenDictionary<string, byte[]>? keys, out string? problem))
        {
            Psk = new PskStore(path, keys);
        }
        else
        {
            Refuse(problems, "PskFile", path, problem);
        }
    }

    private void LoadCertificate(List<SettingProblem> problems)
    {
        if (Settings.Certificate is not { } path)
        {
            return;
        }

        if (GatewayCertificate.TryRead(Crypto, path, Settings.Key!, out GatewayCertificate? certificate, out (string Key, string Rule) problem))
        {
            Certificate = certificate;
        }
        else
        {
            Refuse(problems, problem.Key, problem.Key == "Key" ? Settings.Key! : path, problem.Rule);
        }
    }

    private void LoadAuthorities(List<SettingProblem> problems)
    {
        if (Settings.ClientCa is not { } path)
        {
            return;
        }

        ClientAuthorities = BrokerPemFiles.ReadTrusted(path, out string? problem);
        if (problem is not null)
        {
            Refuse(problems, "ClientCa", path, problem);
        }
    }
}
