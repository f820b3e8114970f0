namespace SensorNet.WebView.Live;

/// <summary>What devices are sorted by.</summary>
public enum RowSort
{
    Name,
    Status,
    System,

    /// <summary>The longest silence first; devices without a reading last.</summary>
    Age,

    /// <summary>The most frequent first; devices without a rate last.</summary>
    Rate,

    /// <summary>The most first.</summary>
    Missed,
}
