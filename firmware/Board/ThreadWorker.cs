using System.Threading;
using SensorNet.Device;

namespace SensorNet.Boards
{
    /// <summary>Runs each piece of work on a thread of its own; the session starts the next only after the last has ended.</summary>
    public sealed class ThreadWorker : IWorker
    {
        /// <inheritdoc/>
        public void Start(ThreadStart work) => new Thread(work).Start();
    }
}
