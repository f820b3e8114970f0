using System.CommandLine;
using System.Text;
using SensorNet.Cli.Brokers;
using SensorNet.Cli.CommandLine;

namespace SensorNet.Cli.Commands;

/// <summary>The option for the client id that one has to the broker, where the broker lets in certain ones alone.</summary>
internal sealed class ClientIdOption
{
    /// <summary>A text of MQTT (1.5.3).</summary>
    private const int BytesMax = 65_535;

    public Option<string> Id { get; } = CheckedOption.Text(
        "--client-id", "id", "The client id, for a broker that lets in certain ones alone [default: a new one each time]", Problem);

    /// <summary>The broker with the client id that was given.</summary>
    public BrokerOptions Read(ParseResult parsed, BrokerOptions broker) => broker with { ClientId = parsed.GetValue(Id) };

    private static string? Problem(string id) =>
        id.Length == 0 ? "is empty"
            : id.Any(char.IsControl) ? "has a control character"
            : Encoding.UTF8.GetByteCount(id) > BytesMax ? $"has more than {BytesMax} bytes"
            : null;
}
