using SensorNet.Emulator;
using SensorNet.Sensing;

namespace SensorNet.Benchmarks.Node;

/// <summary>What a reading takes in each payload format: the same readings of a day in both.</summary>
internal static class PayloadBytes
{
    private const int IntervalMs = 10_000;
    private const int Readings = 24 * 60 * 60 * 1000 / IntervalMs;

    /// <summary>A PUBLISH before its data: length, message type, flags, topic id and message id (MQTT-SN 1.2, 5.4.12).</summary>
    public const int PublishHeaderBytes = 7;

    public static (double Json, double Cbor) Measure(bool hasPressure)
    {
        ReadingPayload json = new ReadingPayload();
        CborReadingPayload cbor = new CborReadingPayload();
        DaylightEnvironment environment = new DaylightEnvironment(1);
        DateTimeOffset begin = new DateTimeOffset(2026, 6, 1, 0, 0, 0, TimeSpan.Zero);
        long jsonBytes = 0;
        long cborBytes = 0;
        for (int i = 0; i < Readings; i++)
        {
            DateTimeOffset time = begin.AddMilliseconds((double)i * IntervalMs);
            Reading reading = Take(environment.At(time), i, hasPressure);
            jsonBytes += json.Write(reading, time.ToUnixTimeMilliseconds()).Length;
            cborBytes += cbor.Write(reading, time.ToUnixTimeMilliseconds()).Length;
        }

        return (jsonBytes / (double)Readings, cborBytes / (double)Readings);
    }

    private static Reading Take(AirState air, int sequence, bool hasPressure)
    {
        Reading reading = new Reading { Sequence = sequence, UptimeMs = (sequence + 1L) * IntervalMs };
        reading.Set(Quantity.Temperature, (int)Math.Round(air.TemperatureCelsius * 100));
        reading.Set(Quantity.Humidity, (int)Math.Round(air.HumidityPercent * 1000));
        if (hasPressure)
        {
            reading.Set(Quantity.Pressure, (int)Math.Round(air.PressurePascals * 10));
        }

        return reading;
    }
}
