namespace SensorNet.WebView.Pages;

/// <summary>
/// The addresses that a page has written and that the browser has not confirmed yet. An address that comes from the browser is either one of them,
/// and says what the page showed then, or somebody followed a link: then it says what is to be shown.
/// </summary>
internal sealed class WrittenAddresses
{
    /// <summary>Older ones are forgotten: what they say is read again then.</summary>
    private const int WaitingMax = 16;

    private readonly Queue<string> _waiting = new();

    /// <summary>The address of what is shown.</summary>
    public string Last { get; private set; } = "";

    /// <summary>The page has this address already.</summary>
    public void Begin(string address)
    {
        _waiting.Clear();
        Last = address;
    }

    /// <summary>The page writes an address.</summary>
    /// <returns>Whether it is another one than the last.</returns>
    public bool Write(string address)
    {
        if (address == Last)
        {
            return false;
        }

        if (_waiting.Count == WaitingMax)
        {
            _waiting.Dequeue();
        }

        _waiting.Enqueue(address);
        Last = address;
        return true;
    }

    /// <summary>The browser has an address now.</summary>
    /// <returns>Whether it is to be read: the page has not written it.</returns>
    public bool IsNews(string address)
    {
        while (_waiting.TryDequeue(out string? written))
        {
            if (written == address)
            {
                return false;
            }
        }

        if (address == Last)
        {
            return false;
        }

        Last = address;
        return true;
    }
}
