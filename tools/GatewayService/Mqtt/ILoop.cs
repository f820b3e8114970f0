using SensorNet.GatewayService.Polling;

namespace SensorNet.GatewayService.Mqtt;

/// <summary>The thread that a connection lives on.</summary>
internal interface ILoop
{
    Poller Poller { get; }

    /// <summary>Has an action done on the loop's thread; for any thread.</summary>
    void Post(Action action);

    /// <summary>A key of the poller for a member, until it is released; <see cref="ILoopMember.OnTime"/> is called now and then.</summary>
    int Register(ILoopMember member);

    void Release(int key);

    /// <summary>The member has something to write when the batch is done.</summary>
    void FlushLater(ILoopMember member);

    /// <summary>Something is about to be written within the batch: what it depends on has to be kept first.</summary>
    void BeforeWrite();

    long NowMs { get; }
}
