namespace SensorNet.Browser.Tests.Web.Support;

/// <summary>A house with some hours of readings, a spike, an outage and a device that failed.</summary>
internal static class Sample
{
    public const double Spike = 61.5;

    private static readonly string[] Devices = ["attic", "cellar", "garden", "kitchen", "living-room", "workshop"];

    /// <summary>Reads the last hours into the view, one reading a device each so many seconds.</summary>
    public static void Fill(WebHost host, int hours = 6, int everySeconds = 10)
    {
        Random random = new Random(7);
        host.Clock.Advance(TimeSpan.Zero);
        foreach (string id in Devices)
        {
            host.Status(id, "online");
            host.Send($"devices/{id}/info", "{\"firmware\":\"0.9.0\",\"sensor\":\"BME280\",\"board\":\"ESP32\"}", retained: true);
            host.Send($"devices/{id}/diagnostics", "{\"uptime\":21600000,\"rssi\":-61,\"freeMemory\":98304,\"reconnects\":1}", retained: true);
        }

        int steps = hours * 3600 / everySeconds;
        for (int step = 0; step < steps; step++)
        {
            host.Clock.Advance(TimeSpan.FromSeconds(everySeconds));
            for (int i = 0; i < Devices.Length; i++)
            {
                // The garden's network fails for a quarter of an hour.
                bool isOut = Devices[i] == "garden" && step > steps / 2 && step < (steps / 2) + (900 / everySeconds);
                if (!isOut)
                {
                    Send(host, random, Devices[i], i, step, steps);
                }
            }
        }

        host.Send("tele/plug/SENSOR", "{\"Time\":\"2026-03-01T12:00:00\",\"AM2301\":{\"Temperature\":19.5,\"Humidity\":51.2},\"TempUnit\":\"C\"}");
        host.Send("tele/plug/LWT", "Online", retained: true);
        host.Send("devices/workshop/status", "offline");
    }

    private static void Send(WebHost host, Random random, string id, int place, int step, int steps)
    {
        double hour = step * 24.0 / steps;
        double wave = Math.Sin((hour + place) * Math.PI / 6);
        bool isSpike = id == "kitchen" && step == steps / 3;
        double temperature = isSpike ? Spike : 17 + (place * 1.3) + (wave * 2) + (random.NextDouble() * 0.4);
        host.Reading(id, step, temperature, 48 + (place * 2) - (wave * 5) + random.NextDouble(), 1011 + (wave * 3) + (random.NextDouble() * 0.3));
    }
}
