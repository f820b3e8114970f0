using Microsoft.Extensions.Logging;
using SensorNet.BrokerAccess.Tls;
using SensorNet.GatewayService.Files;
using SensorNet.GatewayService.Mqtt;
using SensorNet.GatewayService.Settings;

namespace SensorNet.GatewayService.Hosting;

/// <summary>
/// Reads the certificates for the broker again when a file has changed, for the connections from then on. Where one cannot be used, or certificate
/// and key do not go together yet, all stay as they were.
/// </summary>
internal sealed class BrokerCertificates : IDisposable
{
    private readonly BrokerSettings _settings;
    private readonly BrokerChoice _choice;
    private readonly ILogger _logger;
    private readonly FileWatch _watch;

    /// <param name="settings">They name the files.</param>
    /// <param name="choice">Is given what was read.</param>
    /// <param name="logger">Is told of changes.</param>
    public BrokerCertificates(BrokerSettings settings, BrokerChoice choice, ILogger logger)
    {
        _settings = settings;
        _choice = choice;
        _logger = logger;
        _watch = new FileWatch(Reload, [.. new[] { settings.Ca, settings.Certificate, settings.Key }.OfType<string>()]);

        // They may have changed since the settings were read, before the watch began.
        _watch.Start(Read());
    }

    public void Dispose() => _watch.Dispose();

    private bool Reload()
    {
        bool isRead = Read();
        if (isRead)
        {
            _logger.LogInformation("the certificates for the broker have changed: connections from now on use the new ones");
        }

        return isRead;
    }

    private bool Read()
    {
        bool isWhole = true;
        TlsClientSettings read = BrokerTlsFiles.Load(_settings, (key, path, problem) =>
        {
            if (problem is not null)
            {
                isWhole = false;
                _logger.LogError("{Key} {Path} {Problem}; the certificates for the broker stay as they were", key, path, problem);
            }
        });
        if (isWhole)
        {
            _choice.Tls = read;
        }

        return isWhole;
    }
}
