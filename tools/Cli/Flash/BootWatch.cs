namespace SensorNet.Cli.Flash;

/// <summary>Follows a firmware's debug output until it sends, or says why it does not: by the firmware's own lines.</summary>
internal sealed class BootWatch
{
    private const string SensorLine = "sensor: ";

    private static readonly (string Part, string Advice)[] Problems =
    [
        ("Invalid native checksum", "the firmware on the board and the application do not go together: see --fwversion"),
        ("no settings:", "put the settings on the board: sensornet provision, then sensornet flash --files"),
        ("the settings in ", "the settings have a mistake, said below it"),
        ("no Wi-Fi credentials", "put the network's name and password on the board: sensornet provision, then sensornet flash --files"),
        ("Wi-Fi \"", "is the network in reach, and the password right?"),
        ("Wi-Fi failed", "restart the board"),
        ("; next attempt in ", "the broker is not reached: sensornet doctor looks why"),
        ("stopped by ", "the firmware ended with an error and restarts"),
    ];

    private static readonly (string Part, string Advice)[] SensorProblems =
    [
        ("sensor: no device", "is the sensor connected (SDA GPIO 21, SCL GPIO 22, 3.3 V)?"),
        ("sensor: wrong chip", "is it a BME280, BMP280 or SHT3x, and connected?"),
        ("sensor: bus error", "are its wires right, and short?"),
        ("sensor: no value", "is the sensor damaged?"),
    ];

    private string? _problem;
    private string? _sensorProblem;

    /// <summary>Whether the firmware has its connection.</summary>
    public bool IsConnected { get; private set; }

    /// <summary>Whether it has sent a reading.</summary>
    public bool HasSent { get; private set; }

    /// <summary>Whether it is a gateway that serves clients.</summary>
    public bool IsServing { get; private set; }

    /// <summary>Whether it does all that can be seen of it.</summary>
    public bool IsDone => HasSent || IsServing;

    /// <summary>The last that went wrong, with what to do; null when nothing did, or it has passed.</summary>
    public string? Problem => _problem ?? _sensorProblem;

    public void Take(string line)
    {
        if (line.Contains("the first reading is sent", StringComparison.Ordinal))
        {
            HasSent = true;
        }
        else if (line.Contains("the gateway serves clients", StringComparison.Ordinal))
        {
            IsServing = true;
        }
        else if (line.Contains("connected to ", StringComparison.Ordinal) && !line.Contains("disconnected", StringComparison.Ordinal))
        {
            IsConnected = true;
            _problem = null;
        }
        else if (line.Contains(SensorLine, StringComparison.Ordinal))
        {
            // What is said of a sensor without a problem is its name, or that it gives readings again.
            _sensorProblem = Judge(line, SensorProblems);
        }
        else if (Judge(line, Problems) is { } problem)
        {
            _problem = problem;
        }
        else if (_problem?.StartsWith("the settings in ", StringComparison.Ordinal) == true && line.StartsWith("  ", StringComparison.Ordinal))
        {
            // The first of the problems that follow.
            _problem = $"{line.Trim()}: mend the settings, and put them on the board again";
        }
    }

    private static string? Judge(string line, (string Part, string Advice)[] problems)
    {
        (string part, string advice) = problems.FirstOrDefault(each => line.Contains(each.Part, StringComparison.Ordinal));
        return part is null ? null : $"{line.Trim()}: {advice}";
    }
}
