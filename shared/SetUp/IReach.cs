namespace SensorNet.SetUp
{
    /// <summary>Tries whether the broker of new settings can be reached.</summary>
    public interface IReach
    {
        /// <summary>Opens a connection and closes it. Blocks for as long as the board takes to give up, about 20 s. Does not throw.</summary>
        /// <returns>Null, or what went wrong in words.</returns>
        string Try();
    }
}
