namespace System.Net.NetworkInformation;

/// <summary>Wi-Fi standards.</summary>
public enum RadioType : byte
{
    /// <summary>Not specified.</summary>
    NotSpecified = 0,

    /// <summary>802_11a.</summary>
    _802_11a = 1,

    /// <summary>802_11b.</summary>
    _802_11b = 2,

    /// <summary>802_11g.</summary>
    _802_11g = 4,

    /// <summary>802_11n.</summary>
    _802_11n = 8,
}
