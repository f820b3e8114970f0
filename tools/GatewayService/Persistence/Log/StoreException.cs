namespace SensorNet.GatewayService.Persistence.Log;

/// <summary>The store cannot be read or written; the message says why, and the file.</summary>
internal sealed class StoreException : Exception
{
    public StoreException(string message)
        : base(message)
    {
    }

    public StoreException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
