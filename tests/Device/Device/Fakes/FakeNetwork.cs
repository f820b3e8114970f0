using System;
using System.Threading;

namespace SensorNet.Device.Tests
{
    /// <summary>A network that the test brings up and down.</summary>
    public sealed class FakeNetwork : INetwork
    {
        /// <summary>Whether <see cref="Connect"/> succeeds.</summary>
        public bool IsThere = true;

        /// <summary>What <see cref="Connect"/> throws, or null.</summary>
        public Exception Exception;

        /// <summary>What happens during <see cref="Connect"/>, or null.</summary>
        public ThreadStart OnConnect;

        /// <summary>The signal strength in dBm.</summary>
        public int RssiDbm = -60;

        /// <inheritdoc/>
        public string Address { get; set; }

        /// <inheritdoc/>
        public string Problem { get; set; }

        /// <summary>How often it was asked to connect.</summary>
        public int Connects { get; private set; }

        /// <summary>The last time-out that was given, in ms.</summary>
        public int TimeoutMs { get; private set; }

        /// <inheritdoc/>
        public bool Connect(int timeoutMs)
        {
            Connects++;
            TimeoutMs = timeoutMs;
            if (OnConnect != null)
            {
                OnConnect();
            }

            if (Exception != null)
            {
                throw Exception;
            }

            Address = IsThere ? Address ?? "192.168.1.20" : null;
            return IsThere;
        }

        /// <inheritdoc/>
        public int ReadRssiDbm() => RssiDbm;
    }
}
