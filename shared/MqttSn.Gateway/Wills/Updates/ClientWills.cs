namespace SensorNet.MqttSn.Gateway
{
    /// <summary>The wills of clients, as they are said in the dialogue after CONNECT (6.2) and forgotten (6.3).</summary>
    internal static class ClientWills
    {
        /// <summary>WILLTOPIC: the message is still to come.</summary>
        internal static void Ask(ClientSession client, Topic topic, int qos, bool retain) =>
            StateOf(client).Asked = new Will(topic, Octets.None, qos, retain);

        /// <summary>WILLMSG: the will is complete.</summary>
        internal static void Complete(ClientSession client, byte[] message)
        {
            Will asked = client.Will.Asked;
            client.Will.Asked = null;
            client.Will.Stored = new Will(asked.Topic, message, asked.Qos, asked.Retain);
        }

        /// <summary>The connection begins or ends: what was being said of the will is void.</summary>
        internal static void EndDialogue(ClientSession client)
        {
            if (client.Will != null)
            {
                client.Will.Asked = null;
                client.Will.Update = MessageType.None;
            }
        }

        /// <summary>The client has no will (any more), and is not giving one.</summary>
        internal static void Delete(ClientSession client)
        {
            if (client.Will != null)
            {
                client.Will.Asked = null;
                client.Will.Stored = null;
            }
        }

        /// <summary>The will that it had before the gateway began.</summary>
        internal static void Restore(ClientSession client, Will will) => StateOf(client).Stored = will;

        /// <summary>Whether an update waits for a broker connection that is made anew.</summary>
        internal static bool IsUpdating(ClientSession client) => client.Will != null && client.Will.Update != MessageType.None;

        /// <summary>The state; made where there is none.</summary>
        internal static ClientWill StateOf(ClientSession client)
        {
            if (client.Will == null)
            {
                client.Will = new ClientWill();
            }

            return client.Will;
        }
    }
}
