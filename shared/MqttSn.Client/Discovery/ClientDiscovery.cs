using System;
using SensorNet.Links;

namespace SensorNet.MqttSn.Client
{
    /// <summary>Gateway advertisement and discovery (MQTT-SN 1.2, 6.1): which gateways there are, and looking for one.</summary>
    internal sealed class ClientDiscovery : ClientPart
    {
        // Which of the gateways is used.
        internal readonly GatewayChoice Choice;

        private readonly Random _random;
        private readonly GatewayTable _gateways;
        private readonly Backoff _searches;

        private int _answerRadius;
        private long _searchAtMs = long.MaxValue;
        private bool _isSearchSent;
        private long _answerAtMs = long.MaxValue;

        internal ClientDiscovery(ClientCore core)
            : base(core)
        {
            _random = core.Random;
            _gateways = new GatewayTable(Settings.GatewaysMax);
            Choice = new GatewayChoice(core, _gateways);
            _searches = new Backoff(core.Random, Settings.SearchIntervalMs, Settings.SearchIntervalMaxMs);
        }

        internal int GatewayCount => _gateways.Count;

        // Of the next SEARCHGW, while searching.
        internal long SearchAtMs => _searchAtMs;

        // Whether SEARCHGW has been sent since the search began.
        internal bool IsSearchSent => _isSearchSent;

        // When another client's SEARCHGW is answered.
        internal long AnswerAtMs => _answerAtMs;

        // When the first gateway leaves the table.
        internal long NextExpiryMs => _gateways.NextExpiryMs();

        internal void StartSearch(long nowMs)
        {
            // 6.1: the first SEARCHGW waits for a random time, so that many clients do not search at once; those after it come ever more rarely.
            _isSearchSent = false;
            _searchAtMs = nowMs + (_searches.Failures > 0 ? _searches.NextMs() : _random.Next(Settings.SearchDelayMaxMs + 1));
            Status.MoveTo(ClientState.Searching);
        }

        // The next search is the first again.
        internal void BeginAnew() => _searches.Reset();

        // A gateway has accepted. If that lasts, the next search is the first again.
        internal void OnConnected(long nowMs) => _searches.Connected(nowMs);

        internal void OnEnded(long nowMs) => _searches.Ended(nowMs);

        internal void SendSearch(long nowMs)
        {
            // Those that failed may be back.
            _gateways.ForgiveAll();
            Sender.SearchGw(Settings.SearchRadius);
            OnSearchSent(nowMs);
        }

        internal void OnSearchGw(long nowMs, int radius)
        {
            // 6.1: another client sends what this one was about to: it counts as this one's.
            if (Status.State == ClientState.Searching && !_isSearchSent && radius == Settings.SearchRadius)
            {
                _gateways.ForgiveAll();
                OnSearchSent(nowMs);
                return;
            }

            // 6.1: the gateways' own answers go first. A client that searches itself knows of none that answers; the SEARCHGW may even be its own.
            if (Settings.AnswerSearches && CanAnswer() && _gateways.Usable() != null && _answerAtMs == long.MaxValue)
            {
                _answerAtMs = nowMs + _random.Next(Settings.GatewayInfoDelayMaxMs + 1);
                _answerRadius = radius;
            }
        }

        internal void AnswerSearch()
        {
            _answerAtMs = long.MaxValue;
            GatewayEntry entry = Choice.InUseOrUsable();
            if (entry != null && CanAnswer())
            {
                Sender.GwInfo(_answerRadius, entry.Id, entry.Address);
            }
        }

        // The gateway that is there; null if there is no room for it.
        internal GatewayEntry OnAdvertise(long nowMs, Message message, byte[] from)
        {
            GatewayEntry entry = EnterDirect(message.GatewayId, from);
            if (entry == null)
            {
                return null;
            }

            // 6.1: gone after N_ADV of the announced times, each a little longer because of delays on the way.
            if (message.Duration != 0)
            {
                entry.Advertises = true;
                entry.SilenceMaxMs = message.Duration * 10L * (100 + Settings.AdvertiseTolerancePercent) * Settings.AdvertiseLossCount;
            }

            entry.ExpiresMs = nowMs + entry.SilenceMaxMs;
            return entry;
        }

        // The same.
        internal GatewayEntry OnGwInfo(long nowMs, Message message, byte[] from)
        {
            // 6.1: someone has answered; this client need not.
            _answerAtMs = long.MaxValue;

            // 5.4.3: the address is there if another client says it.
            bool direct = message.DataLength == 0;
            if (message.DataLength > ClientSettings.AddressBytesMax)
            {
                Counters.CountMalformed(DecodeError.FieldsExtra);
                return null;
            }

            GatewayEntry entry = direct ? EnterDirect(message.GatewayId, from) : EnterTold(message);
            if (entry != null && (direct || entry.ExpiresMs == 0))
            {
                entry.ExpiresMs = nowMs + entry.SilenceMaxMs;
            }

            return entry;
        }

        // Whether the one in use is among those that were not heard in time. lastHeardMs: when it last sent anything.
        internal bool Expire(long nowMs, long lastHeardMs)
        {
            bool lost = false;
            for (int i = _gateways.Count - 1; i >= 0; i--)
            {
                GatewayEntry entry = _gateways.At(i);
                if (entry.ExpiresMs > nowMs)
                {
                    continue;
                }

                bool inUse = Status.State >= ClientState.Connecting && Addresses.AreSame(entry.Address, Sender.Gateway);
                bool heard = !entry.Advertises || Status.State != ClientState.Active || nowMs - lastHeardMs < entry.SilenceMaxMs;
                if (inUse && heard)
                {
                    // Anything that it sends shows that it is there.
                    entry.ExpiresMs = nowMs + entry.SilenceMaxMs;
                    continue;
                }

                _gateways.Remove(entry);
                Events.OnGatewayGone(entry.Id);
                lost |= inUse;
            }

            return lost;
        }

        internal void Save(SavedSession saved)
        {
            saved.Gateway = Sender.Gateway ?? new byte[0];
            GatewayEntry entry = _gateways.OfAddress(saved.Gateway);
            if (entry != null)
            {
                saved.Flags |= SavedSession.Identified;
                saved.GatewayId = entry.Id;
            }
        }

        internal void Restore(long nowMs, SavedSession saved)
        {
            if (saved.Has(SavedSession.Identified) && _gateways.OfId(saved.GatewayId) == null && !_gateways.IsFull)
            {
                GatewayEntry entry = AddEntry(saved.GatewayId);
                entry.Address = saved.Gateway;
                entry.ExpiresMs = nowMs + entry.SilenceMaxMs;
            }
        }

        private void OnSearchSent(long nowMs)
        {
            _isSearchSent = true;
            _searchAtMs = nowMs + _searches.NextMs();
        }

        private bool CanAnswer() => !Status.IsSleeping && Status.State != ClientState.Searching;

        // A gateway that was heard itself: it does not fail, and is where it was heard.
        private GatewayEntry EnterDirect(int gatewayId, byte[] from)
        {
            if (from.Length > ClientSettings.AddressBytesMax)
            {
                return null;
            }

            GatewayEntry entry = _gateways.OfId(gatewayId) ?? AddEntry(gatewayId);
            if (entry != null)
            {
                entry.Failed = false;
                if (!Addresses.AreSame(entry.Address, from))
                {
                    SetAddress(entry, from, 0, from.Length);
                }
            }

            return entry;
        }

        // What another client says of a gateway that is known does not count.
        private GatewayEntry EnterTold(Message message)
        {
            GatewayEntry entry = _gateways.OfId(message.GatewayId);
            if (entry == null)
            {
                entry = AddEntry(message.GatewayId);
                if (entry != null)
                {
                    SetAddress(entry, message.Buffer, message.DataOffset, message.DataLength);
                }
            }

            return entry;
        }

        private void SetAddress(GatewayEntry entry, byte[] buffer, int offset, int length)
        {
            entry.Address = Addresses.Copy(buffer, offset, length);
            Events.OnGatewayFound(entry.Id, entry.Address);
        }

        // Null when there is no room.
        private GatewayEntry AddEntry(int gatewayId)
        {
            if (_gateways.IsFull && !MakeRoom())
            {
                return null;
            }

            GatewayEntry entry = _gateways.Add(gatewayId);
            entry.SilenceMaxMs = Settings.GatewayInfoLifetimeMs;
            return entry;
        }

        private bool MakeRoom()
        {
            GatewayEntry victim = _gateways.FirstToExpire(Sender.Gateway);
            if (victim == null)
            {
                return false;
            }

            _gateways.Remove(victim);
            Events.OnGatewayGone(victim.Id);
            return true;
        }
    }
}
