using Microsoft.Extensions.Logging;
using SensorNet.GatewayService.Files;
using SensorNet.GatewayService.Settings;
using SensorNet.GatewayService.Settings.Table;
using SensorNet.MqttSn;
using SensorNet.MqttSn.Gateway;

namespace SensorNet.GatewayService.Transport.Protection;

/// <summary>
/// What the protection of all shards has in common: the clients with their keys, and the gateway's counter. The file of keys is read again when it
/// has changed; one that is wrong leaves the keys as they are.
/// </summary>
internal sealed class ProtectionParts : IDisposable
{
    /// <summary>Counters that are reserved at once: so many datagrams to one client from a write of the counter's file to the next.</summary>
    public const int CounterBlock = 65_536;

    private readonly HashMac _mac = new();
    private readonly string _path;
    private readonly CounterReserve _reserve;
    private readonly FileWatch _watch;
    private ILogger? _logger;
    private Action<ProtectedClients>? _changed;

    private ProtectionParts(ServiceSettings settings, CounterReserve reserve)
    {
        _path = settings.Protection.KeyFile!;
        _reserve = reserve;
        _watch = new FileWatch(Reload, _path);
        Required = settings.Protection.Required;
        DatagramBytesMax = settings.Udp.DatagramBytesMax;
        Clients = new ProtectedClients([], null, reserve, Random.Shared);
    }

    public ProtectionRequirement Required { get; }

    /// <summary>Octets of the longest datagram.</summary>
    public int DatagramBytesMax { get; }

    /// <summary>The clients of the file as it was read last.</summary>
    public ProtectedClients Clients { get; private set; }

    /// <summary>Reads the files that the settings name.</summary>
    /// <param name="settings">All settings.</param>
    /// <param name="problems">Gets what is wrong with the files.</param>
    /// <param name="isCheck">Whether the gateway does not start: then nothing is written, and no counters are used.</param>
    /// <returns>Null where there is no protection.</returns>
    public static ProtectionParts? Load(ServiceSettings settings, List<SettingProblem> problems, bool isCheck)
    {
        if (settings.Protection is not { KeyFile: { } keyFile, CounterFile: { } counterFile })
        {
            return null;
        }

        CounterOnDisk store = new CounterOnDisk(counterFile);
        CounterReserve reserve = new CounterReserve(store, CounterBlock, Random.Shared);

        // At a start the first block is reserved now, so that a file that cannot be written is told before the first client comes.
        bool hasCounters = isCheck ? reserve.First < uint.MaxValue : reserve.Covers(reserve.First);
        if (!reserve.IsReadable || !hasCounters)
        {
            string rule = store.Problem ?? "says that all counters are used up: give each client a new key and delete the file";
            problems.Add(new SettingProblem("Protection:CounterFile", $"\"{counterFile}\"", rule));
        }

        ProtectionParts parts = new ProtectionParts(settings, reserve);
        if (parts.Read() is { } problem)
        {
            problems.Add(new SettingProblem("Protection:KeyFile", $"\"{keyFile}\"", problem));
        }

        return parts;
    }

    /// <summary>Begins to look for changes of the keys.</summary>
    /// <param name="logger">Is told of them.</param>
    /// <param name="changed">Called with the new clients, on a thread of the pool.</param>
    public void Watch(ILogger logger, Action<ProtectedClients> changed)
    {
        _logger = logger;
        _changed = changed;
        _logger.LogInformation("protection: {Count} clients have a key in {Path}", Clients.Count, _path);
        _watch.Start(isUsed: true);
    }

    public void Dispose() => _watch.Dispose();

    private bool Reload()
    {
        if (Read() is { } problem)
        {
            _logger!.LogError("Protection:KeyFile {Path} {Problem}; the keys stay as they were", _path, problem);
            return false;
        }

        _logger!.LogInformation("Protection:KeyFile {Path} has changed: {Count} clients have a key", _path, Clients.Count);
        _changed!(Clients);
        return true;
    }

    // Null, or what is wrong with the file.
    private string? Read()
    {
        if (!ClientKeyFile.TryRead(_path, _mac, out ProtectionKey[]? keys, out string? problem))
        {
            return problem;
        }

        try
        {
            Clients = new ProtectedClients(keys, Clients, _reserve, Random.Shared);
            return null;
        }
        catch (ArgumentException e)
        {
            return e.Message;
        }
    }
}
