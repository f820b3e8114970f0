namespace SensorNet.SetUp
{
    /// <summary>What a browser gets.</summary>
    public sealed class PortalResponse
    {
        /// <summary>Makes a response.</summary>
        /// <param name="status">The status code.</param>
        /// <param name="location">Where to go instead, or null.</param>
        /// <param name="body">HTML as UTF-8, or an empty body.</param>
        public PortalResponse(int status, string location, byte[] body)
        {
            Status = status;
            Location = location;
            Body = body;
        }

        /// <summary>The status code (RFC 9110, 15).</summary>
        public int Status { get; }

        /// <summary>Where to go instead, or null.</summary>
        public string Location { get; }

        /// <summary>HTML as UTF-8, or an empty body.</summary>
        public byte[] Body { get; }
    }
}
