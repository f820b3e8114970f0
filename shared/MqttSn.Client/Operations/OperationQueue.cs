namespace SensorNet.MqttSn.Client
{
    /// <summary>The commands in their order, in places that are made once. Bounded by <see cref="ClientSettings.QueueLength"/>.</summary>
    internal sealed class OperationQueue
    {
        // The first Count are taken, in order; the rest are free.
        private readonly Operation[] _places;
        private readonly ClientSettings _settings;
        private int _lastHandle;
        private int _count;

        internal OperationQueue(ClientSettings settings)
        {
            _settings = settings;
            _places = new Operation[settings.QueueLength];
            for (int i = 0; i < _places.Length; i++)
            {
                _places[i] = new Operation(settings.PayloadBytesMax);
            }
        }

        internal int Count => _count;

        internal Operation At(int index) => _places[index];

        // Null when the queue is full.
        internal Operation Add(OperationKind kind, Topic topic)
        {
            if (_count == _places.Length)
            {
                return null;
            }

            _lastHandle = _lastHandle == int.MaxValue ? 1 : _lastHandle + 1;
            Operation operation = _places[_count];
            _count++;
            operation.Begin(kind, _lastHandle, topic, _settings);
            return operation;
        }

        internal void RemoveAt(int index)
        {
            Operation removed = _places[index];
            _count--;
            for (int i = index; i < _count; i++)
            {
                _places[i] = _places[i + 1];
            }

            _places[_count] = removed;
        }
    }
}
