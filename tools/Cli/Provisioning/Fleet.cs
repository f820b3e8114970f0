using SensorNet.Cli.Hosting;
using SensorNet.Cli.Nodes;
using SensorNet.Device;

namespace SensorNet.Cli.Provisioning;

/// <summary>Makes the plans of a fleet; nothing comes of any when one line is wrong.</summary>
/// <param name="file">The fleet's file.</param>
/// <param name="common">Makes a device with what all have in common, of a kind; null for the kind that all are.</param>
/// <param name="store">Where boards keep certificates.</param>
internal sealed class Fleet(string file, Func<NodeFirmware?, SettingsDraft> common, CertificateStore store)
{
    private static readonly string[] CertificateColumns = [FleetFile.Authority, FleetFile.Certificate, FleetFile.Key];
    private static readonly string[] OtherColumns = [FleetFile.Kind, .. CertificateColumns];

    private readonly string _name = Path.GetFileName(file);
    private readonly List<string> _problems = [];
    private readonly Dictionary<string, int> _ids = new(StringComparer.OrdinalIgnoreCase);
    private IReadOnlyList<SettingDeclarations> _kinds = [];

    /// <summary>Every problem, each with its line and, where it is one of a value, its column.</summary>
    public IReadOnlyList<string> Problems => _problems;

    /// <summary>The certificates that all devices have in common.</summary>
    public CertificateFiles CommonFiles { get; init; } = CertificateFiles.None;

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

        _kinds = [.. rows.Select(each => ParseKind(each, out _)).Distinct().Select(each => common(each).Declarations)];
        return [.. rows.Select(ReadRow).OfType<DevicePlan>()];
    }

    private DevicePlan? ReadRow(FleetRow row)
    {
        int before = _problems.Count;
        NodeFirmware? kind = KindOf(row);
        SettingsDraft settings = common(kind);

        // A fleet of several kinds has options for each: the broker of the sensor nodes is nothing to a constrained node. What none of its kinds has
        // stays wrong.
        settings.RemoveWhereUnknown(key => _kinds.Any(each => each.Find(key) is not null));
        foreach ((string column, string value) in row.Values.Where(each => !OtherColumns.Contains(each.Key)))
        {
            settings[column] = value;
        }

        ApplyKeys(row, settings);
        DeviceCertificates? certificates = CertificatesOf(row, settings.Firmware);
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
        NodeFirmware? kind = ParseKind(row, out string? problem);
        if (problem is not null)
        {
            Add(row, FleetFile.Kind, problem);
        }

        return kind;
    }

    // Null for the kind that all are, and for a word that is none.
    private static NodeFirmware? ParseKind(FleetRow row, out string? problem)
    {
        problem = null;
        if (!row.Values.TryGetValue(FleetFile.Kind, out string? word))
        {
            return null;
        }

        if (Firmwares.Parse(word, out NodeFirmware kind) is not { } broken)
        {
            return kind;
        }

        problem = $"'{word}' {broken}";
        return null;
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

    private DeviceCertificates? CertificatesOf(FleetRow row, NodeFirmware firmware)
    {
        if (!Firmwares.HasBroker(firmware))
        {
            foreach (string column in CertificateColumns.Where(row.Values.ContainsKey))
            {
                Add(row, column, "a constrained node has no TLS, and no use for certificates");
            }

            return null;
        }

        try
        {
            CertificateFiles files = new CertificateFiles(
                FileOf(row, FleetFile.Authority) ?? CommonFiles.Authority,
                FileOf(row, FleetFile.Certificate) ?? CommonFiles.Own,
                FileOf(row, FleetFile.Key) ?? CommonFiles.Key);
            return DeviceCertificates.Read(files, store);
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
