using SensorNet.Device;

namespace SensorNet.SetUp
{
    /// <summary>What the page shows beside the settings' fields.</summary>
    public sealed class PageContent
    {
        /// <summary>The firmware's name and the board's address, for the heading.</summary>
        public string Board = "";

        /// <summary>Why the access point is open, or null.</summary>
        public string Reason;

        /// <summary>What is wrong with what was sent, or null.</summary>
        public string Problem;

        /// <summary>What is wrong with the PIN, or null.</summary>
        public string PinProblem;

        /// <summary>The networks in reach, the strongest first.</summary>
        public string[] Networks = new string[0];

        /// <summary>The firmware's settings.</summary>
        public SettingDeclarations All;

        /// <summary>What was filled in, or null where nothing was yet.</summary>
        public FormFields Fields;

        /// <summary>What the board has stored.</summary>
        public StoredValues Stored;

        /// <summary>What is wrong with the settings that were filled in.</summary>
        public FieldProblems Problems = new FieldProblems(new string[0]);
    }
}
