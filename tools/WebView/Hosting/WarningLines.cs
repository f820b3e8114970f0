using SensorNet.Readings.Messages;

namespace SensorNet.WebView.Hosting;

/// <summary>Writes warnings for whoever runs this, not more than so many in a minute.</summary>
internal sealed class WarningLines(Action<string> note, TimeProvider time, int perMinuteMax)
{
    private const int CharsMax = 300;

    private readonly Lock _gate = new();
    private long _minuteAt = time.GetTimestamp();
    private int _written;
    private long _suppressed;

    public void Write(string warning)
    {
        lock (_gate)
        {
            if (time.GetElapsedTime(_minuteAt) >= TimeSpan.FromMinutes(1))
            {
                _minuteAt = time.GetTimestamp();
                _written = 0;
            }

            if (_written == perMinuteMax)
            {
                _suppressed++;
                return;
            }

            _written++;
            string others = _suppressed > 0 ? $" ({_suppressed} other warnings were not written)" : "";
            _suppressed = 0;
            note($"web view: {SafeText.Escape(warning, CharsMax)}{others}");
        }
    }
}
