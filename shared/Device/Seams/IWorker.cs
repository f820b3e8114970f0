using System.Threading;

namespace SensorNet.Device
{
    /// <summary>Runs work that blocks, one piece at a time, away from the loop's thread. Tests run it when they choose.</summary>
    public interface IWorker
    {
        /// <summary>Starts <paramref name="work"/>, which handles its own exceptions, and returns at once.</summary>
        void Start(ThreadStart work);
    }
}
