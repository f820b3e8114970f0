namespace SensorNet.SetUp
{
    /// <summary>What a browser asks for.</summary>
    public sealed class PortalRequest
    {
        /// <summary>GET, POST or another method; null where the request could not be read.</summary>
        public string Method;

        /// <summary>The path with what follows it, such as <c>/generate_204</c>.</summary>
        public string Path;

        /// <summary>The host that the browser believes to speak to, or null.</summary>
        public string Host;

        /// <summary>The body, or null where there is none.</summary>
        public byte[] Body;

        /// <summary>Octets of <see cref="Body"/>; more than <see cref="FormFields.BytesMax"/> where it was too long to be read.</summary>
        public int BodyLength;
    }
}
