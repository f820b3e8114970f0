namespace SensorNet.Sensing
{
    /// <summary>
    /// Looks for a sensor of several kinds, and is the first that it finds. Once one was found it stays with that kind until the board
    /// restarts: a lost transfer must not make another sensor of it.
    /// </summary>
    public sealed class SensorSearch : ISensor
    {
        private readonly ISensor[] _kinds;
        private ISensor _found;

        /// <summary>Makes a search that has found nothing yet.</summary>
        /// <param name="kinds">A sensor of each kind, in the order in which they are looked for. At least one.</param>
        public SensorSearch(ISensor[] kinds)
        {
            _kinds = kinds;
        }

        /// <inheritdoc/>
        public string Description => _found == null ? null : _found.Description;

        /// <inheritdoc/>
        public QuantityRange[] Quantities => _found == null ? null : _found.Quantities;

        /// <inheritdoc/>
        public string FaultDetail { get; private set; }

        /// <inheritdoc/>
        public SensorFault Open() => _found == null ? Search() : Note(_found.Open(), _found);

        /// <inheritdoc/>
        public SensorFault Measure(Reading into) => _found == null ? SensorFault.NoDevice : Note(_found.Measure(into), _found);

        private SensorFault Search()
        {
            SensorFault last = SensorFault.NoDevice;
            string details = null;
            for (int i = 0; i < _kinds.Length; i++)
            {
                SensorFault fault = _kinds[i].Open();
                if (fault == SensorFault.None)
                {
                    _found = _kinds[i];
                    FaultDetail = null;
                    return SensorFault.None;
                }

                if (fault != SensorFault.NoDevice && fault != SensorFault.WrongChip)
                {
                    // It is there and failed. It is tried again, where the next kind would only not be there.
                    return Note(fault, _kinds[i]);
                }

                last = fault == SensorFault.WrongChip ? fault : last;
                details = details == null ? _kinds[i].FaultDetail : details + "; " + _kinds[i].FaultDetail;
            }

            FaultDetail = details;
            return last;
        }

        private SensorFault Note(SensorFault fault, ISensor sensor)
        {
            FaultDetail = sensor.FaultDetail;
            return fault;
        }
    }
}
