namespace SensorNet.MqttSn.Client
{
    // Gateway advertisement and discovery (MQTT-SN 1.2, 6.1).
    public sealed partial class MqttSnClient
    {
        private long _searchAtMs = long.MaxValue;
        private bool _searchSent;
        private long _answerSearchAtMs = long.MaxValue;
        private int _answerRadius;

        private void StartSearch(long nowMs)
        {
            // 6.1: the first SEARCHGW waits for a random time, so that many clients do not search at once; those after it come ever more rarely.
            _searchSent = false;
            _searchAtMs = nowMs + (_searches.Failures > 0 ? _searches.NextMs() : _random.Next(_settings.SearchDelayMaxMs + 1));
            SetState(ClientState.Searching);
        }

        private void SendSearch(long nowMs)
        {
            if (_searchSent && CountAttempt())
            {
                return;
            }

            // Those that failed may be back.
            _gateways.ForgiveAll();
            _sender.SearchGw(_settings.SearchRadius);
            OnSearchSent(nowMs);
        }

        private void OnSearchSent(long nowMs)
        {
            _searchSent = true;
            _searchAtMs = nowMs + _searches.NextMs();
        }

        private void OnSearchGw(long nowMs, int radius)
        {
            // 6.1: another client sends what this one was about to: it counts as this one's.
            if (State == ClientState.Searching && !_searchSent && radius == _settings.SearchRadius)
            {
                _gateways.ForgiveAll();
                OnSearchSent(nowMs);
                return;
            }

            // 6.1: the gateways' own answers go first. A client that searches itself knows of none that answers; the SEARCHGW may even be its own.
            bool canAnswer = _settings.AnswerSearches && !IsSleeping && State != ClientState.Searching && _gateways.Usable() != null;
            if (canAnswer && _answerSearchAtMs == long.MaxValue)
            {
                _answerSearchAtMs = nowMs + _random.Next(_settings.GatewayInfoDelayMaxMs + 1);
                _answerRadius = radius;
            }
        }

        private void AnswerSearch()
        {
            _answerSearchAtMs = long.MaxValue;
            GatewayEntry entry = _gateways.OfAddress(_sender.Gateway);
            if (entry == null || entry.Failed)
            {
                entry = _gateways.Usable();
            }

            if (entry != null && !IsSleeping && State != ClientState.Searching)
            {
                _sender.GwInfo(_answerRadius, entry);
            }
        }

        private void OnAdvertise(long nowMs, byte[] from)
        {
            GatewayEntry entry = Enter(_message.GatewayId, from, 0, from.Length, true);
            if (entry == null)
            {
                return;
            }

            // 6.1: gone after N_ADV of the announced times, each a little longer because of delays on the way.
            if (_message.Duration != 0)
            {
                entry.Advertises = true;
                entry.SilenceMaxMs = _message.Duration * 10L * (100 + _settings.AdvertiseTolerancePercent) * _settings.AdvertiseLossCount;
            }

            entry.ExpiresMs = nowMs + entry.SilenceMaxMs;
            ShortenCongestion(nowMs, entry);
            OnGatewayHeard(nowMs, entry);
        }

        private void OnGwInfo(long nowMs, byte[] from)
        {
            // 6.1: someone has answered; this client need not.
            _answerSearchAtMs = long.MaxValue;

            // 5.4.3: the address is there if another client says it.
            bool direct = _message.DataLength == 0;
            if (_message.DataLength > ClientSettings.AddressBytesMax)
            {
                Counters.Malformed++;
                Counters.LastError = DecodeError.FieldsExtra;
                return;
            }

            GatewayEntry entry = direct
                ? Enter(_message.GatewayId, from, 0, from.Length, true)
                : Enter(_message.GatewayId, _message.Buffer, _message.DataOffset, _message.DataLength, false);
            if (entry == null)
            {
                return;
            }

            if (direct || entry.ExpiresMs == 0)
            {
                entry.ExpiresMs = nowMs + entry.SilenceMaxMs;
            }

            if (direct)
            {
                ShortenCongestion(nowMs, entry);
            }

            OnGatewayHeard(nowMs, entry);
        }

        // Null when there is no room. What another client says of a gateway that is known does not count.
        private GatewayEntry Enter(int gatewayId, byte[] address, int offset, int length, bool direct)
        {
            if (length > ClientSettings.AddressBytesMax)
            {
                return null;
            }

            GatewayEntry entry = _gateways.OfId(gatewayId);
            bool isNew = entry == null;
            if (isNew)
            {
                if (_gateways.IsFull && !MakeRoom())
                {
                    return null;
                }

                entry = _gateways.Add(gatewayId);
                entry.SilenceMaxMs = _settings.GatewayInfoLifetimeMs;
            }

            if (direct)
            {
                entry.Failed = false;
            }

            if (isNew || (direct && !HasAddress(entry, address, offset, length)))
            {
                entry.Address = GatewayTable.CopyAddress(address, offset, length);
                _events.OnGatewayFound(gatewayId, entry.Address);
            }

            return entry;
        }

        private static bool HasAddress(GatewayEntry entry, byte[] address, int offset, int length)
        {
            return offset == 0 && length == address.Length && GatewayTable.SameAddress(entry.Address, address);
        }

        private bool MakeRoom()
        {
            GatewayEntry victim = _gateways.FirstToExpire(_sender.Gateway);
            if (victim == null)
            {
                return false;
            }

            _gateways.Remove(victim);
            _events.OnGatewayGone(victim.Id);
            return true;
        }

        private void OnGatewayHeard(long nowMs, GatewayEntry entry)
        {
            if (State != ClientState.Searching || entry.Failed)
            {
                return;
            }

            if (_wantsConnection)
            {
                ConnectTo(entry.Address, nowMs);
                return;
            }

            // Nothing more is wanted than a gateway. Where a connection is, one that does not accept it does not end the search.
            _attempts = 0;
            _searches.Reset();
            SetState(ClientState.Disconnected);
        }

        private void ExpireGateways(long nowMs)
        {
            bool lost = false;
            for (int i = _gateways.Count - 1; i >= 0; i--)
            {
                GatewayEntry entry = _gateways.At(i);
                if (entry.ExpiresMs > nowMs)
                {
                    continue;
                }

                bool inUse = State >= ClientState.Connecting && GatewayTable.SameAddress(entry.Address, _sender.Gateway);
                bool heard = !entry.Advertises || State != ClientState.Active || nowMs - _lastHeardMs < entry.SilenceMaxMs;
                if (inUse && heard)
                {
                    // Anything that it sends shows that it is there.
                    entry.ExpiresMs = nowMs + entry.SilenceMaxMs;
                    continue;
                }

                _gateways.Remove(entry);
                _events.OnGatewayGone(entry.Id);
                lost |= inUse;
            }

            if (lost)
            {
                Lose(nowMs, LostReason.AdvertiseMissed);
            }
        }
    }
}
