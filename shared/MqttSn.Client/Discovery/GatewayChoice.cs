using System;

namespace SensorNet.MqttSn.Client
{
    /// <summary>Which gateway is used next: the one of the settings, or one of the table.</summary>
    internal sealed class GatewayChoice
    {
        private readonly GatewayTable _gateways;
        private readonly MessageSender _sender;
        private readonly ClientStatus _status;

        // Null to look for gateways.
        private byte[] _fixedGateway;

        internal GatewayChoice(ClientCore core, GatewayTable gateways)
        {
            _fixedGateway = core.Settings.GatewayAddress;
            _gateways = gateways;
            _sender = core.Sender;
            _status = core.Status;
        }

        internal bool IsFixed => _fixedGateway != null;

        internal void Move(byte[] address)
        {
            if (address == null || address.Length < 1 || address.Length > ClientSettings.AddressBytesMax)
            {
                throw new ArgumentException("an address has 1 to 18 octets", "address");
            }

            if (_fixedGateway == null)
            {
                throw new InvalidOperationException("the settings name no gateway");
            }

            _fixedGateway = address;
        }

        // The one to connect with; null if none is known.
        internal byte[] First()
        {
            if (_fixedGateway != null)
            {
                return _fixedGateway;
            }

            // 6.13: the gateway of before comes first.
            GatewayEntry entry = InUseOrUsable();
            return entry == null ? null : entry.Address;
        }

        // Where to go when the gateway in use has failed; null if there is no other.
        internal byte[] Other()
        {
            GatewayEntry other = _fixedGateway != null ? null : _gateways.Usable();
            return other == null ? null : other.Address;
        }

        // For what needs no connection (6.8); null if none is known.
        internal byte[] Any()
        {
            if (_fixedGateway != null)
            {
                return _fixedGateway;
            }

            return _status.State > ClientState.Waiting ? _sender.Gateway : Other();
        }

        // The gateway in use if it is in the table and did not fail, or another; null if there is none.
        internal GatewayEntry InUseOrUsable()
        {
            GatewayEntry entry = InUse();
            return entry == null || entry.Failed ? _gateways.Usable() : entry;
        }

        // The gateway in use did not answer, or refused: others come first.
        internal void MarkFailed()
        {
            GatewayEntry entry = InUse();
            if (entry != null)
            {
                entry.Failed = true;
            }
        }

        // Others come first, if there are any.
        internal void PreferOthers()
        {
            GatewayEntry entry = InUse();
            if (entry == null)
            {
                return;
            }

            entry.Failed = true;
            if (_gateways.Usable() == null)
            {
                entry.Failed = false;
            }
        }

        internal void ForgiveAll() => _gateways.ForgiveAll();

        private GatewayEntry InUse() => _gateways.OfAddress(_sender.Gateway);
    }
}
