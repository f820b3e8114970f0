namespace SensorNet.GatewayService.Mqtt;

/// <summary>What lives on a loop's thread and has a socket in its poller.</summary>
internal interface ILoopMember
{
    /// <summary>The socket can be read or written.</summary>
    void OnReady(bool canRead, bool canWrite);

    /// <summary>Called now and then: timeouts and what is due.</summary>
    void OnTime();

    /// <summary>The batch is done: what has gathered is to be written.</summary>
    void Flush();
}
