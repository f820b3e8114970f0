namespace SensorNet.Device
{
    /// <summary>A member of the outermost object of a JSON text.</summary>
    public sealed class JsonMember
    {
        /// <summary>Its name, unescaped.</summary>
        public string Name;

        /// <summary>What its value is.</summary>
        public JsonKind Kind;

        /// <summary>A string's characters, unescaped; otherwise the value as it stands in the text.</summary>
        public string Value;

        /// <summary>The line its name begins on, from 1.</summary>
        public int Line;

        /// <summary>The byte of the line its name begins at, from 1.</summary>
        public int Column;
    }
}
