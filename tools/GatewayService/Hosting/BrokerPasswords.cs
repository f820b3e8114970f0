using Microsoft.Extensions.Logging;
using SensorNet.GatewayService.Settings;

namespace SensorNet.GatewayService.Hosting;

/// <summary>
/// The passwords for the broker: of the settings, or of files that are looked at every second and read again when they have changed. A file that
/// cannot be used any more leaves the passwords as they were. For any thread. Nothing of a password is logged.
/// </summary>
internal sealed class BrokerPasswords : IDisposable
{
    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(1);

    private readonly BrokerSettings _settings;
    private readonly ILogger _logger;
    private readonly Timer _timer;
    private (DateTime Written, long Length) _ofPassword;
    private (DateTime Written, long Length) _ofClients;
    private volatile string? _password;
    private volatile Dictionary<string, string> _clients = [];

    public BrokerPasswords(BrokerSettings settings, ILogger logger)
    {
        _settings = settings;
        _logger = logger;
        _password = settings.Password;
        _timer = new Timer(_ => LookAndGoOn());
        Look();
        GoOn();
    }

    /// <summary>The password of a connection; null for none.</summary>
    public string? Of(string clientId) => _clients.TryGetValue(clientId, out string? password) ? password : _password;

    public void Dispose() => _timer.Dispose();

    private void LookAndGoOn()
    {
        Look();
        GoOn();
    }

    private void GoOn()
    {
        if (_settings.PasswordFile is not null || _settings.ClientPasswordFile is not null)
        {
            _ = _timer.Change(LookInterval, Timeout.InfiniteTimeSpan);
        }
    }

    private void Look()
    {
        if (_settings.PasswordFile is { } file && HasChanged(file, ref _ofPassword))
        {
            string? read = PasswordFile.Read(file, out string? problem);
            _password = read ?? _password;
            Log("Broker:PasswordFile", file, problem);
        }

        if (_settings.ClientPasswordFile is { } clients && HasChanged(clients, ref _ofClients))
        {
            Dictionary<string, string>? read = ClientPasswordFile.Read(clients, out string? problem);
            _clients = read ?? _clients;
            Log("Broker:ClientPasswordFile", clients, problem);
        }
    }

    private static bool HasChanged(string path, ref (DateTime Written, long Length) known)
    {
        // A file that is not there has a time of its own, and no length.
        FileInfo file = new FileInfo(path);
        (DateTime, long) found = (file.LastWriteTimeUtc, file.Exists ? file.Length : -1);
        bool hasChanged = found != known;
        known = found;
        return hasChanged;
    }

    private void Log(string key, string path, string? problem)
    {
        if (problem is null)
        {
            _logger.LogInformation("{Key} {Path} is read", key, path);
        }
        else
        {
            _logger.LogError("{Key} {Path} {Problem}; the passwords stay as they were", key, path, problem);
        }
    }
}
