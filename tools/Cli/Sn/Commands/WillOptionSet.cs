using System.CommandLine;
using System.Text;
using SensorNet.Cli.CommandLine;
using SensorNet.MqttSn;
using SensorNet.MqttSn.Client;

namespace SensorNet.Cli.Sn.Commands;

/// <summary>The options of the will: what the gateway publishes when it loses this client (MQTT-SN 1.2, 6.2).</summary>
internal sealed class WillOptionSet
{
    private const int QosMax = 2;

    private readonly Option<Topic> _topic = TopicOptionSet.Create(
        "--will-topic", "name", "The topic of the will, which the gateway publishes if it loses this client", TopicOptionSet.ParseName);

    private readonly Option<string> _message = CheckedOption.Text("--will-message", "text", "The will's message [default: empty]", _ => null);

    private readonly Option<int?> _qos = CheckedOption.Whole("--will-qos", "qos", "The will's QoS [default: 0]", 0, QosMax);

    private readonly Option<bool> _retain = new("--will-retain") { Description = "Have the broker keep the will" };

    public void AddTo(Command command)
    {
        Option[] options = [_topic, _message, _qos, _retain];
        foreach (Option option in options)
        {
            command.Add(option);
        }

        command.Validators.Add(result =>
        {
            if (!OptionUse.IsGiven(result, _topic)
                && options.FirstOrDefault(option => OptionUse.IsGiven(result, option)) is { } useless)
            {
                result.AddError($"{useless.Name} is of no use without --will-topic");
            }
        });
    }

    /// <summary>The will; null for none.</summary>
    public Will? Read(ParseResult parsed) => parsed.GetValue(_topic) is { } topic
        ? new Will(
            topic, Encoding.UTF8.GetBytes(parsed.GetValue(_message) ?? ""), parsed.GetValue(_qos) ?? 0, parsed.GetValue(_retain))
        : null;
}
