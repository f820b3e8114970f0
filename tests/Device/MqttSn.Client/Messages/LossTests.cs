using nanoFramework.TestFramework;

namespace SensorNet.MqttSn.Client.Tests
{
    /// <summary>
    /// A client under loss, copies and late datagrams, at random times: fixed seeds, small enough for a board. A failure tells its seed.
    /// </summary>
    [TestClass]
    public class LossTests
    {
        private const int Steps = 300;

        [TestMethod]
        public void QoS_2_is_exactly_once_and_QoS_1_at_least_once_as_long_as_both_keep_their_session()
        {
            for (int seed = 1; seed <= 4; seed++)
            {
                Run(new LossRun(seed, false, true));
            }
        }

        [TestMethod]
        public void Every_command_ends_and_no_topic_is_mistaken_with_clean_sessions()
        {
            for (int seed = 11; seed <= 13; seed++)
            {
                Run(new LossRun(seed, true, true));
            }
        }

        [TestMethod]
        public void Every_command_ends_when_the_gateway_forgets_everything_now_and_then()
        {
            for (int seed = 21; seed <= 23; seed++)
            {
                Run(new LossRun(seed, false, false));
            }
        }

        [TestMethod]
        public void Every_command_ends_when_datagrams_arrive_changed()
        {
            for (int seed = 31; seed <= 33; seed++)
            {
                Run(new LossRun(seed, false, false).WithCorruption());
            }
        }

        private static void Run(LossRun run)
        {
            run.Run(Steps);
            Assert.IsTrue(run.Arrived > 10, "messages arrive: " + run.Arrived.ToString());
        }
    }
}
