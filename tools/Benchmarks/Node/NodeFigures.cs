using System.CommandLine;
using SensorNet.Broker;

namespace SensorNet.Benchmarks.Node;

/// <summary>The figures of the sensor node.</summary>
internal static class NodeFigures
{
    public static Command CreateCommand()
    {
        Command command = new Command("node", "Allocation, bytes on the wire, size of the code and memory of an emulated node");
        command.SetAction((_, cancellation) => RunAsync(cancellation));
        return command;
    }

    private static async Task RunAsync(CancellationToken cancellation)
    {
        (double BytesPerReading, double PayloadArrayBytes) allocation = AllocationPerReading.Measure();
        Console.WriteLine($"allocated per reading, sensor to Publish   {allocation.BytesPerReading,10:N1} B");
        Console.WriteLine(
            $"  of that the payload array M2Mqtt keeps   {allocation.PayloadArrayBytes,10:N1} B"
            + $"   ratio {allocation.BytesPerReading / allocation.PayloadArrayBytes:0.00}");

        (double BytesPerReading, double PayloadBytes) wire = await WirePerReading.MeasureAsync(cancellation);
        Console.WriteLine($"on the wire per reading (MQTT over TCP)    {wire.BytesPerReading,10:N1} B");
        Console.WriteLine(
            $"  of that the JSON payload                 {wire.PayloadBytes,10:N1} B   ratio {wire.BytesPerReading / wire.PayloadBytes:0.00}");

        WritePayloads("temperature, humidity, pressure", hasPressure: true);
        WritePayloads("temperature, humidity", hasPressure: false);

        Console.WriteLine($"IL of SensorNode's method bodies           {CodeSize.MeasureIlBytes(),10:N0} B");

        Console.WriteLine($"  of that for TLS                          {CodeSize.MeasureTlsIlBytes(),10:N0} B");
        Console.WriteLine($"  of that for the set-up page              {CodeSize.MeasureSetUpIlBytes(),10:N0} B");
        Console.WriteLine(
            $"native memory of a TLS connection          {2 * TlsMemory.BlockBytes,10:N0} B"
            + $"   (computed; below {TlsMemory.FreeBytesMin:N0} B free no handshake begins)");

        (double BytesPerNode, long BaselineBytes, int Nodes) memory = await EmulatedNodeMemory.MeasureAsync(cancellation);
        Console.WriteLine(
            $"memory of one emulated node                {memory.BytesPerNode,10:N0} B"
            + $"   (managed heap, {memory.Nodes} nodes; baseline without nodes {memory.BaselineBytes:N0} B)");
    }

    private static void WritePayloads(string quantities, bool hasPressure)
    {
        (double json, double cbor) = PayloadBytes.Measure(hasPressure);
        Console.WriteLine($"a reading ({quantities})");
        WritePayload("JSON", json, "");
        WritePayload("CBOR", cbor, $"   ratio {cbor / json:0.00}");
    }

    private static void WritePayload(string format, double bytes, string ratio) =>
        Console.WriteLine($"  as {format,-38}{bytes,10:N1} B   MQTT-SN PUBLISH {bytes + PayloadBytes.PublishHeaderBytes:N1} B{ratio}");
}
