using SensorNet.Cli.Hosting;
using SensorNet.Cli.Nodes;

namespace SensorNet.Cli.Provisioning;

/// <summary>Makes the plans of a fleet; nothing comes of any when one line is wrong.</summary>
/// <param name="file">The fleet's file.</param>
/// <param name="common">Makes a device with what all have in common, of a kind; null for the kind that all are.</param>
/// <param name="store">Where boards keep certificates.</param>
internal sealed class Fleet(string file, Func<NodeFirmware?, SettingsDraft> common, CertificateStore store)
{
    private static readonly string[] OtherColumns = [FleetFile.Kind, FleetFile.Authority, FleetFile.Certificate, FleetFile.Key];

    private readonly string _name = Path.GetFileName(file);
    private readonly List<string> _problems = [];
    private readonly Dictionary<string, int> _ids = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Every problem, each with its line and, where it is one of a value, its column.</summary>
    public IReadOnlyList<string> Problems => _problems;

    /// <summary>The certificates that all devices have in common; null for none.</summary>
    public (string? Authority, string? Own, string? Key) CommonFiles { get; init; }

    /// <summary>The keys of protected clients; null for none. Devices of other kinds do without.</summary>
    public ProtectionKeys? Keys { get; init; }

    /// <exception cref="CliException">The file cannot be read.</exception>
    public IReadOnlyList<DevicePlan> Read()
    {
        IReadOnlyList<FleetRow> rows = FleetFile.Read(file, _problems);
        if (rows.Count == 0 && _problems.Count == 0)
        {
            throw new CliException($"{_name} has no device: it needs a line for each below the names of the columns");
        }

        NodeFirmware usual = common(null).Firmware;
        NodeFirmware[] kinds =
        [
            .. rows.Select(row => Firmwares.Parse(row.Values.GetValueOrDefault(FleetFile.Kind, ""), out NodeFirmware kind) is null ? kind : usual),
        ];
        return [.. rows.Select(row => ReadRow(row, kinds)).OfType<DevicePlan>()];
    }

    // What all have in common is for those who have it: a constrained node has no broker.
    private DevicePlan? ReadRow(FleetRow row, NodeFirmware[] kinds)
    {
        int before = _problems.Count;
        NodeFirmware? kind = KindOf(row);
        SettingsDraft settings = common(kind);
        settings.LeaveOutSettingsOf(kinds);
        foreach ((string column, string value) in row.Values.Where(each => !OtherColumns.Contains(each.Key)))
        {
            settings[column] = value;
        }

        ApplyKeys(row, settings);
        DeviceCertificates? certificates = CertificatesOf(row, Firmwares.HasBroker(settings.Firmware) ? CommonFiles : default);
        if (store == CertificateStore.Flash && certificates is not null)
        {
            DeviceFolder.NameFiles(settings, certificates);
        }

        foreach ((string? key, string problem) in settings.Check())
        {
            Add(row, key, problem);
        }

        CheckId(row, settings);
        return _problems.Count == before ? new DevicePlan(settings, certificates, store) : null;
    }

    private void ApplyKeys(FleetRow row, SettingsDraft settings)
    {
        try
        {
            Keys?.ApplyTo(settings);
        }
        catch (CliException missing)
        {
            Add(row, SettingsDraft.DeviceId, missing.Message);
        }
    }

    private NodeFirmware? KindOf(FleetRow row)
    {
        if (!row.Values.TryGetValue(FleetFile.Kind, out string? word))
        {
            return null;
        }

        if (Firmwares.Parse(word, out NodeFirmware kind) is { } problem)
        {
            Add(row, FleetFile.Kind, $"'{word}' {problem}");
            return null;
        }

        return kind;
    }

    private void CheckId(FleetRow row, SettingsDraft settings)
    {
        if (settings[SettingsDraft.DeviceId] is not { } id)
        {
            // The firmware's table has said so.
            return;
        }

        if (!DeviceFolder.CanBeNamed(id))
        {
            Add(row, SettingsDraft.DeviceId, $"'{id}' cannot be the name of a folder");
        }
        else if (!_ids.TryAdd(id, row.Line))
        {
            Add(row, SettingsDraft.DeviceId, $"'{id}' is on line {_ids[id]} already");
        }
    }

    private DeviceCertificates? CertificatesOf(FleetRow row, (string? Authority, string? Own, string? Key) files)
    {
        try
        {
            return DeviceCertificates.Read(
                FileOf(row, FleetFile.Authority) ?? files.Authority,
                FileOf(row, FleetFile.Certificate) ?? files.Own,
                FileOf(row, FleetFile.Key) ?? files.Key,
                store);
        }
        catch (CliException unusable)
        {
            Add(row, null, unusable.Message);
            return null;
        }
    }

    // Relative to the fleet's file.
    private string? FileOf(FleetRow row, string column) =>
        row.Values.TryGetValue(column, out string? path) ? Path.Combine(Path.GetDirectoryName(Path.GetFullPath(file))!, path) : null;

    private void Add(FleetRow row, string? column, string problem) =>
        _problems.Add($"{_name}, line {row.Line}{(column is null ? "" : $", column {column}")}: {problem}");
}
