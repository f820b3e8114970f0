namespace SensorNet.SetUp.Tests
{
    /// <summary>A broker that can be reached or not.</summary>
    public sealed class FakeReach : IReach
    {
        /// <summary>What goes wrong, or null.</summary>
        public string Problem;

        /// <summary>How often it was tried.</summary>
        public int Tries { get; private set; }

        /// <inheritdoc/>
        public string Try()
        {
            Tries++;
            return Problem;
        }
    }
}
