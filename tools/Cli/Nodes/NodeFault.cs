namespace SensorNet.Cli.Nodes;

/// <summary>What can go wrong with an emulated board, by the names that the command line uses.</summary>
internal enum NodeFault
{
    /// <summary>Nothing answers on the I2C bus.</summary>
    SensorAbsent,

    /// <summary>The sensor does not acknowledge.</summary>
    SensorNack,

    /// <summary>The sensor's data registers no longer change: from the start it has no value, later on the same values for ever.</summary>
    SensorStuck,

    /// <summary>The sensor has the chip id of another one.</summary>
    SensorWrongId,

    /// <summary>The sensor's values jump about.</summary>
    SensorNoise,

    /// <summary>The sensor's checksums are wrong, where it sends any.</summary>
    SensorBadChecksum,

    /// <summary>The sensor takes ten times as long as it should.</summary>
    SensorSlow,

    /// <summary>The access point refuses the board.</summary>
    WifiRefused,

    /// <summary>The radio loses its network.</summary>
    WifiDrop,

    /// <summary>No time server answers.</summary>
    SntpBlocked,
}
