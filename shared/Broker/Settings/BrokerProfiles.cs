namespace SensorNet.Broker
{
    /// <summary>The kinds of brokers that the setting <c>profile</c> knows: the one table of their limits.</summary>
    public static class BrokerProfiles
    {
        private static readonly BrokerProfile[] s_all = new BrokerProfile[]
        {
            new BrokerProfile { Name = "mosquitto" },
            new BrokerProfile
            {
                Name = "aws",
                RequiresTls = true,
                KeepAliveSecondsMin = 30,
                KeepAliveSecondsMax = 1200,
                TopicBytesMax = 256,
                TopicSlashesMax = 7,
                ClientIdBytesMax = 128,
                HasThingNames = true,
            },
            new BrokerProfile
            {
                Name = "azure",
                RequiresTls = true,
                User = "the client's authentication name",
                KeepAliveSecondsMax = 1160,
                TopicBytesMax = 256,
                TopicSlashesMax = 7,
            },
            new BrokerProfile
            {
                Name = "hivemq",
                RequiresTls = true,
                User = "the user of the cluster's access management",
                Password = "that user's password",
            },
            new BrokerProfile
            {
                Name = "emqx",
                RequiresTls = true,
                User = "the user of the deployment's authentication",
                Password = "that user's password",
                TopicSlashesMax = 9,
                ClientIdBytesMax = 1024,
            },
            new BrokerProfile
            {
                Name = "adafruit",
                RequiresTls = true,
                User = "the account's user name",
                Password = "the account's key",
                Host = "io.adafruit.com",
                HasFeeds = true,

                // 30 values a minute for the whole account: readings, the diagnostics, and some to spare for status and info.
                IntervalMsMin = 2500,
            },
        };

        /// <summary>The words, in the order of the numbers.</summary>
        public static string[] Words()
        {
            string[] words = new string[s_all.Length];
            for (int i = 0; i < words.Length; i++)
            {
                words[i] = s_all[i].Name;
            }

            return words;
        }

        /// <summary>A profile by its number.</summary>
        public static BrokerProfile At(int number) => s_all[number];
    }
}
