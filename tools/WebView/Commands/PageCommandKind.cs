namespace SensorNet.WebView.Commands;

/// <summary>What a page can have a node do.</summary>
public enum PageCommandKind
{
    /// <summary>A reading now.</summary>
    Read,

    /// <summary>The settings in use: all, or those that are named.</summary>
    Get,

    /// <summary>Its light blinks for so many seconds.</summary>
    Identify,

    /// <summary>Settings, each as <c>name=value</c>.</summary>
    Set,

    Reboot,
}
