using Microsoft.Extensions.Logging;
using SensorNet.GatewayService.Mqtt;
using SensorNet.GatewayService.Persistence.Sessions;
using SensorNet.MqttSn.Gateway;

namespace SensorNet.GatewayService.Persistence;

/// <summary>Nothing outlives the process.</summary>
/// <param name="state">Off, or failed at the start.</param>
/// <param name="failed">What failed at the start, and is to be out of the way of the next one.</param>
/// <param name="logger">Told of it.</param>
internal sealed class NoStore(StoreState state, StoreFolder? failed = null, ILogger? logger = null) : IShardStore
{
    public ISessionJournal? Journal => null;

    public StoreFigures Figures { get; } = new() { State = state, Failures = state == StoreState.Failed ? 1 : 0 };

    public IEnumerable<SessionRecord> Sessions => [];

    public LinkedSession? Linked => null;

    public void NoteLinked(string clientId, string broker)
    {
        // The broker is told to forget at the next start.
    }

    public ExchangeMemory MemoryOf(string clientId) => ExchangeMemory.None;

    public void LoadLinks(RestoreTerms terms)
    {
        // There is nothing.
    }

    public void Restore(MqttSnGateway gateway, RestoreTerms terms)
    {
        // There is nothing.
    }

    public void Commit()
    {
        // There is nothing.
    }

    public void Seal()
    {
        // There is nothing.
    }

    public void Dispose()
    {
        if (logger is not null)
        {
            failed?.SetAsideIfLeft(logger);
        }
    }
}
