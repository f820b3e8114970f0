namespace SensorNet.GatewayService.Mqtt;

/// <summary>What a link tells its owner.</summary>
internal interface ILinkOwner : ILoopMember
{
    /// <summary>The link is up.</summary>
    void OnLinkUp();

    /// <summary>The link is lost, or there is none to be had: the owner drops it.</summary>
    void OnLinkLost(string reason);

    /// <summary>A packet has come; its body is in the link's input buffer, during the call only.</summary>
    void OnPacket(byte header, int offset, int length);
}
