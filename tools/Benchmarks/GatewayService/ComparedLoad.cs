using System.Globalization;

namespace SensorNet.Benchmarks.GatewayService;

/// <summary>What the clients do in a run.</summary>
/// <param name="Qos">1 or 2.</param>
/// <param name="Clients">How many there are, each with one message at a time.</param>
/// <param name="Rate">Messages a second of all together; 0: as fast as the answers come.</param>
internal sealed record ComparedLoad(int Qos, int Clients, int Rate)
{
    /// <summary>Reads <c>QoS:clients:rate</c>.</summary>
    /// <exception cref="FormatException">It is no such text.</exception>
    public static ComparedLoad Parse(string text)
    {
        int[] numbers = [.. text.Split(':').Select(part => int.Parse(part, NumberStyles.None, CultureInfo.InvariantCulture))];
        return numbers is [1 or 2, >= 1, >= 0]
            ? new ComparedLoad(numbers[0], numbers[1], numbers[2])
            : throw new FormatException($"--load {text}: it is QoS (1 or 2), clients and messages a second, as in 1:100:0");
    }

    public override string ToString() => $"QoS {Qos}, {Clients} clients, {(Rate == 0 ? "closed loop" : $"{Rate}/s")}";
}
