namespace SensorNet.Cli.Flash;

/// <summary>Follows a firmware's debug output until it sends, or says why it does not: by the firmware's own lines.</summary>
internal sealed class BootWatch
{
    private static readonly (string Part, string Advice)[] Problems =
    [
        ("Invalid native checksum", "the firmware on the board and the application do not go together: see --fwversion"),
        ("no settings:", "put the settings on the board: sensornet provision, then sensornet flash --files"),
        ("the settings in ", "the settings have a mistake, said below it"),
        ("no Wi-Fi credentials", "put the network's name and password on the board: sensornet provision, then sensornet flash --files"),
        ("Wi-Fi \"", "is the network in reach, and the password right?"),
        ("Wi-Fi failed", "restart the board"),
        ("sensor: no ", "is the sensor connected (SDA GPIO 21, SCL GPIO 22, 3.3 V)?"),
        ("sensor: wrong chip", "is it a BME280, BMP280 or SHT3x?"),
        ("; next attempt in ", "the broker is not reached: sensornet doctor looks why"),
        ("stopped by ", "the firmware ended with an error and restarts"),
    ];

    private string? _problem;
    private string? _advice;

    /// <summary>Whether the firmware has its connection.</summary>
    public bool IsConnected { get; private set; }

    /// <summary>Whether it has sent a reading; a gateway, which sends none, has its connection.</summary>
    public bool IsDone { get; private set; }

    /// <summary>The last that went wrong, with what to do; null when nothing did, or it has passed.</summary>
    public string? Problem => _problem is null ? null : $"{_problem}: {_advice}";

    public void Take(string line)
    {
        if (line.Contains("the first reading is sent", StringComparison.Ordinal))
        {
            IsDone = true;
            return;
        }

        if (line.Contains("connected to ", StringComparison.Ordinal) && !line.Contains("disconnected", StringComparison.Ordinal))
        {
            IsConnected = true;
            _problem = null;
            return;
        }

        (string part, string advice) = Problems.FirstOrDefault(each => line.Contains(each.Part, StringComparison.Ordinal));
        if (part is not null)
        {
            _problem = line.Trim();
            _advice = advice;
        }
        else if (_problem?.StartsWith("the settings in ", StringComparison.Ordinal) == true && line.StartsWith("  ", StringComparison.Ordinal))
        {
            // The first of the problems that follow.
            _problem = line.Trim();
            _advice = "mend the settings, and put them on the board again";
        }
    }
}
