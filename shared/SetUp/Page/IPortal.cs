namespace SensorNet.SetUp
{
    /// <summary>Answers what browsers ask for.</summary>
    public interface IPortal
    {
        /// <summary>Answers a request. May be called from any thread, and does not throw.</summary>
        PortalResponse Answer(PortalRequest request);
    }
}
