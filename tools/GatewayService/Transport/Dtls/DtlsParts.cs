using Org.BouncyCastle.Security;
using Org.BouncyCastle.Tls.Crypto.Impl.BC;
using SensorNet.GatewayService.Settings;
using SensorNet.GatewayService.Settings.Table;

namespace SensorNet.GatewayService.Transport.Dtls;

/// <summary>What the DTLS layers of all shards have in common: settings, keys, certificates, and the threads of handshakes.</summary>
internal sealed class DtlsParts : IDisposable
{
    private DtlsParts(ServiceSettings settings)
    {
        Settings = settings.Dtls;
        Pool = new HandshakePool(settings.Dtls.HandshakesMax, settings.Dtls.HandshakesPerAddressMax);
    }

    public DtlsSettings Settings { get; }

    public HandshakePool Pool { get; }

    public BcTlsCrypto Crypto { get; } = new(new SecureRandom());

    public PskStore? Psk { get; private set; }

    /// <summary>The gateway's certificate, and who may issue those of peers; null where there are pre-shared keys alone.</summary>
    public DtlsCertificates? Certificates { get; private set; }

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
        parts.Certificates = settings.Dtls.Certificate is null ? null : new DtlsCertificates(parts.Crypto, settings.Dtls, problems);
        parts.CipherSuites = Dtls.CipherSuites.Of(parts.Psk is not null, parts.Certificates is not null);
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
        Certificates?.Dispose();
        Pool.Dispose();
    }

    private void LoadKeys(List<SettingProblem> problems)
    {
        if (Settings.PskFile is not { } path)
        {
            return;
        }

        Psk = PskStore.TryOpen(path, out string? problem);
        if (problem is not null)
        {
            problems.Add(new SettingProblem("Dtls:PskFile", $"\"{path}\"", problem));
        }
    }
}
