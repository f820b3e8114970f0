using System.Text;
using SensorNet.GatewayService.Settings.Table;
using SensorNet.MqttSn;

namespace SensorNet.GatewayService.Settings;

/// <summary>Reads <c>Topics:Predefined:&lt;id&gt;</c>: the topic names of predefined ids.</summary>
internal static class PredefinedTopicList
{
    public const string Key = "Topics:Predefined";

    /// <summary>The most topics.</summary>
    public const int CountMax = 1000;

    public static IReadOnlyList<PredefinedTopic> Read(SettingReader reader)
    {
        List<PredefinedTopic> topics = new List<PredefinedTopic>();
        foreach ((string? entryKey, string? name) in reader.Entries(Key))
        {
            string idText = entryKey.Length > Key.Length ? entryKey[(Key.Length + 1)..] : "";
            if (!int.TryParse(idText, out int id) || id < MqttSn.Limits.TopicIdMin || id > MqttSn.Limits.TopicIdMax)
            {
                reader.Refuse(
                    entryKey, $"\"{name}\"",
                    $"the key must end in a topic id from {MqttSn.Limits.TopicIdMin} to {MqttSn.Limits.TopicIdMax}, as in {Key}:17");
                continue;
            }

            byte[] octets = Encoding.UTF8.GetBytes(name);
            DecodeError error = TopicNames.CheckName(octets, 0, octets.Length);
            if (error != DecodeError.None)
            {
                reader.Refuse(entryKey, $"\"{name}\"", $"must be a topic name: {DecodeErrors.Describe(error)}");
                continue;
            }

            topics.Add(new PredefinedTopic(id, name));
        }

        if (topics.Count > CountMax)
        {
            reader.Refuse(Key, $"{topics.Count} topics", $"must have at most {CountMax}");
        }

        return topics;
    }
}
