namespace SensorNet.Emulator;

/// <summary>A time of the board that stands while octets are under way or are being taken.</summary>
internal interface INetworkTime
{
    /// <summary>Octets came or went that more of them may follow.</summary>
    void NoteTraffic();

    /// <summary>So many more answers (or fewer, below 0) are under way: the time stands for them.</summary>
    void NoteAwaited(int change);

    /// <summary>Something is to be done, whatever thread does it: the time stands until <see cref="EndWork"/>.</summary>
    void BeginWork();

    /// <summary>It is done.</summary>
    void EndWork();
}
