using SensorNet.BrokerAccess.Addresses;
using SensorNet.GatewayService.Settings.Table;
using SensorNet.MqttSn.Gateway;

namespace SensorNet.GatewayService.Settings;

/// <summary>Checks what the broker's settings say together: accounts, passwords, topic prefix and WebSocket.</summary>
internal static class BrokerAccessCheck
{
    private const string None = "(none)";

    public static void Check(SettingReader reader, ServiceSettings settings)
    {
        BrokerSettings broker = settings.Broker;
        CheckPasswords(reader, broker);
        if (broker.ClientPasswordFile is not null && settings.Gateway.Mode != GatewayMode.Transparent)
        {
            reader.Refuse(
                "Broker:ClientPasswordFile", broker.ClientPasswordFile, "needs Gateway:Mode transparent: otherwise clients have no connections");
        }

        if (broker.TopicPrefix is { } prefix)
        {
            reader.RefuseIf("Broker:TopicPrefix", prefix, TopicPrefix.BrokenRule(prefix, settings.Gateway.Mode));
        }

        reader.RefuseIf("Broker:WebSocketPath", broker.WebSocketPath, BrokerAddress.ProblemOfPath(broker.WebSocketPath));
    }

    private static void CheckPasswords(SettingReader reader, BrokerSettings broker)
    {
        if (broker.Password is not null && broker.PasswordFile is not null)
        {
            reader.Refuse("Broker:PasswordFile", broker.PasswordFile, "and Broker:Password exclude each other");
        }

        // [MQTT-3.1.2-22]: no password without a user name.
        (string Key, string? Value)[] passwords =
            [("Password", broker.Password), ("PasswordFile", broker.PasswordFile), ("ClientPasswordFile", broker.ClientPasswordFile)];
        if (broker.User is null && Array.Find(passwords, each => each.Value is not null) is { Value: not null } given)
        {
            reader.Refuse("Broker:User", None, $"must be there when Broker:{given.Key} is");
        }

        if (broker.PasswordFile is { } file)
        {
            _ = PasswordFile.Read(file, out string? problem);
            reader.RefuseIf("Broker:PasswordFile", file, problem);
        }

        if (broker.ClientPasswordFile is { } clients)
        {
            _ = ClientPasswordFile.Read(clients, out string? problem);
            reader.RefuseIf("Broker:ClientPasswordFile", clients, problem);
        }
    }
}
