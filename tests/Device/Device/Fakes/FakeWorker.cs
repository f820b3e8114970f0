using System.Collections;
using System.Threading;

namespace SensorNet.Device.Tests
{
    /// <summary>Keeps the work until the test runs it: work that is not run is work that blocks.</summary>
    public sealed class FakeWorker : IWorker
    {
        private readonly ArrayList _work = new ArrayList();

        /// <summary>How many pieces of work have not been run.</summary>
        public int Waiting => _work.Count;

        /// <summary>How many pieces of work were started.</summary>
        public int Started { get; private set; }

        /// <inheritdoc/>
        public void Start(ThreadStart work)
        {
            Started++;
            _work.Add(work);
        }

        /// <summary>Runs the oldest piece of work.</summary>
        public void RunOne()
        {
            ThreadStart work = (ThreadStart)_work[0];
            _work.RemoveAt(0);
            work();
        }

        /// <summary>Runs all work there is.</summary>
        public void RunAll()
        {
            while (_work.Count > 0)
            {
                RunOne();
            }
        }
    }
}
