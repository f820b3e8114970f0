using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging;
using Org.BouncyCastle.Tls.Crypto.Impl.BC;
using SensorNet.BrokerAccess.Tls;
using SensorNet.GatewayService.Files;
using SensorNet.GatewayService.Settings;
using SensorNet.GatewayService.Settings.Table;

namespace SensorNet.GatewayService.Transport.Dtls;

/// <summary>
/// The gateway's certificate and who may issue those of its peers, for any thread. The files are read again when one has changed; where they cannot
/// be used, or do not go together yet, all stays as it was. Sessions that are there go on.
/// </summary>
internal sealed class DtlsCertificates : IDisposable
{
    private readonly BcTlsCrypto _crypto;
    private readonly DtlsSettings _settings;
    private readonly FileWatch _watch;
    private volatile GatewayCertificate? _current;
    private volatile X509Certificate2Collection? _authorities;
    private ILogger? _logger;

    /// <param name="crypto">Makes the objects.</param>
    /// <param name="settings">They name a certificate and its key, and perhaps a file of authorities.</param>
    /// <param name="problems">Gets what is wrong with the files.</param>
    public DtlsCertificates(BcTlsCrypto crypto, DtlsSettings settings, List<SettingProblem> problems)
    {
        _crypto = crypto;
        _settings = settings;
        _watch = new FileWatch(Reload, [.. new[] { settings.Certificate, settings.Key, settings.ClientCa }.OfType<string>()]);
        Read(problems);
    }

    /// <summary>The gateway's own.</summary>
    /// <exception cref="InvalidOperationException">There was a problem with the files at the start.</exception>
    public GatewayCertificate Current => _current ?? throw new InvalidOperationException("the certificate was not read");

    /// <summary>Who may issue the certificates of peers; null where nobody is asked for one.</summary>
    public X509Certificate2Collection? Authorities => _authorities;

    /// <summary>Begins to look for changes.</summary>
    /// <param name="logger">Is told of them.</param>
    public void Watch(ILogger logger)
    {
        _logger = logger;
        _watch.Start(isUsed: true);
    }

    public void Dispose() => _watch.Dispose();

    private bool Reload()
    {
        List<SettingProblem> problems = [];
        Read(problems);
        if (problems.Count == 0)
        {
            _logger!.LogInformation("DTLS: the certificates have changed; handshakes from now on use {Certificate}", _settings.Certificate);
            return true;
        }

        _logger!.LogError("{Problems}; the certificates of DTLS stay as they were", string.Join(", ", problems));
        return false;
    }

    private void Read(List<SettingProblem> problems)
    {
        int before = problems.Count;
        (string certificate, string key) = (_settings.Certificate!, _settings.Key!);
        if (!GatewayCertificate.TryRead(_crypto, certificate, key, out GatewayCertificate? read, out (string Key, string Rule) problem))
        {
            Refuse(problems, problem.Key, problem.Key == "Key" ? key : certificate, problem.Rule);
        }

        X509Certificate2Collection? authorities = null;
        if (_settings.ClientCa is { } path)
        {
            authorities = BrokerPemFiles.ReadTrusted(path, out string? unread);
            if (unread is not null)
            {
                Refuse(problems, "ClientCa", path, unread);
            }
        }

        if (problems.Count == before)
        {
            _current = read;
            _authorities = authorities;
        }
    }

    private static void Refuse(List<SettingProblem> problems, string key, string path, string rule) =>
        problems.Add(new SettingProblem($"Dtls:{key}", $"\"{path}\"", rule));
}
