namespace SensorNet.MqttSn.Gateway
{
    /// <summary>Which clients have to use the protection encapsulation.</summary>
    public enum ProtectionRequirement
    {
        /// <summary>None. A client that has used its key since the gateway started has to go on with it.</summary>
        None = 0,

        /// <summary>Those with a key.</summary>
        ClientsWithKey = 1,

        /// <summary>All: what is not protected is dropped, but for discovery.</summary>
        All = 2,
    }
}
