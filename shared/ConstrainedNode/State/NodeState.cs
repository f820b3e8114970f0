using SensorNet.Device;
using SensorNet.Sensing;

namespace SensorNet.ConstrainedNode
{
    /// <summary>What a node must know after a deep sleep, and its form on the flash: a version, the fields in network order, a checksum.</summary>
    public sealed class NodeState
    {
        /// <summary>The most readings that it holds.</summary>
        public const int ReadingsMax = ConstrainedSettings.RingSizeMax;

        /// <summary>The longest saved MQTT-SN session that it holds, in octets: six topics with the longest root and id fit.</summary>
        public const int SessionBytesMax = 1280;

        private const int Version = 5;
        private const int FixedBytes = 1 + 1 + 4 + 4 + 8 + 8 + 4 + 1 + 1 + 2 + 4 + 4 + 1 + Datagram.AddressBytes + 2 + 2 + 4;
        private const int FailedFlag = 1;

        /// <summary>The sequence number of the first reading after <see cref="AnchorUtcMs"/>.</summary>
        public long NextSequence;

        /// <summary>When the reading before that was due, in ms since 1970, or 0 when the clock was not known.</summary>
        public long AnchorUtcMs;

        /// <summary>The interval that the sleep kept to, in ms, or 0 where there was none: another one can be in the settings since.</summary>
        public int IntervalMs;

        /// <summary>Wake-ups since the node last announced itself, 0 to 255.</summary>
        public int CyclesSinceAnnounced;

        /// <summary>Whether the last wake-up did not end asleep with the gateway's consent.</summary>
        public bool IsCycleFailed;

        /// <summary>How often the gateway has said congestion, 0 to 255: the measure of the next wait.</summary>
        public int CongestionCount;

        /// <summary>How many wake-ups more leave a congested gateway alone, 0 to 65,535.</summary>
        public int QuietCycles;

        /// <summary>How many commands were obeyed since the power came.</summary>
        public int CommandsObeyed;

        /// <summary>How many commands were refused or lost since the power came.</summary>
        public int CommandsRefused;

        /// <summary>The saved MQTT-SN session; empty when there is none. Up to <see cref="SessionBytesMax"/> octets.</summary>
        public byte[] Session = new byte[0];

        /// <summary>
        /// The gateway that was found last, <see cref="Datagram.AddressBytes"/> octets, for nodes without a session; empty when there is none.
        /// </summary>
        public byte[] Gateway = new byte[0];

        /// <summary>Another one with the same values.</summary>
        public NodeState Copy() => (NodeState)MemberwiseClone();

        /// <summary>How many octets a state with so many readings can have.</summary>
        public static int BytesMax(int readings) => FixedBytes + SessionBytesMax + (readings * ReadingOctets.BytesMax);

        /// <summary>
        /// A number for the settings that the readings belong to: with others the state is not used. The interval is none of them: a command changes
        /// it.
        /// </summary>
        public static int Fingerprint(ConstrainedSettings settings) => Fnv.Hash(Fnv.Hash(Fnv.Basis, settings.DeviceId), settings.Root);

        /// <summary>A number for the settings that the session belongs to: with others only the readings and their numbers are used.</summary>
        public static int GatewayFingerprint(ConstrainedSettings settings)
        {
            int hash = Fnv.Hash(Fnv.Basis, settings.GatewayHost);
            hash = Fnv.Hash(hash, settings.GatewayPort.ToString());
            return Fnv.Hash(hash, settings.Qos.ToString());
        }

        /// <summary>Writes the state and the readings that wait, and returns the octets.</summary>
        /// <param name="buffer">Has room for <see cref="BytesMax"/>.</param>
        /// <param name="fingerprint"><see cref="Fingerprint"/>.</param>
        /// <param name="gateway"><see cref="GatewayFingerprint"/>.</param>
        /// <param name="ring">The readings; unchanged afterwards.</param>
        public int Write(byte[] buffer, int fingerprint, int gateway, ReadingRing ring)
        {
            OctetWriter writer = new OctetWriter(buffer);
            writer.Octet(Version);
            writer.Octet(IsCycleFailed ? FailedFlag : 0);
            writer.Int(fingerprint);
            writer.Int(gateway);
            writer.Long(NextSequence);
            writer.Long(AnchorUtcMs);
            writer.Int(IntervalMs);
            writer.Octet(CyclesSinceAnnounced);
            writer.Octet(CongestionCount);
            writer.Word(QuietCycles);
            writer.Int(CommandsObeyed);
            writer.Int(CommandsRefused);
            writer.Octet(Gateway.Length);
            writer.Octets(Gateway, Gateway.Length);
            writer.Word(Session.Length);
            writer.Octets(Session, Session.Length);
            writer.Word(ring.Count);
            for (int i = 0; i < ring.Count; i++)
            {
                writer.Reading(ring.At(i));
            }

            writer.Checksum();
            return writer.Length;
        }

        /// <summary>Reads a state. Null when the octets are not one, or one of other settings.</summary>
        /// <param name="octets">What was written, or null.</param>
        /// <param name="fingerprint"><see cref="Fingerprint"/>.</param>
        /// <param name="gateway"><see cref="GatewayFingerprint"/>.</param>
        /// <param name="ring">Gets the readings; empty before.</param>
        public static NodeState Read(byte[] octets, int fingerprint, int gateway, ReadingRing ring)
        {
            if (octets == null)
            {
                return null;
            }

            OctetReader reader = new OctetReader(octets);
            if (!reader.IsIntact || reader.Octet() != Version)
            {
                return null;
            }

            NodeState state = new NodeState();
            state.IsCycleFailed = (reader.Octet() & FailedFlag) != 0;
            bool isOurs = reader.Int() == fingerprint;
            bool isSameGateway = reader.Int() == gateway;
            state.NextSequence = reader.Long();
            state.AnchorUtcMs = reader.Long();
            state.IntervalMs = reader.Int();
            state.CyclesSinceAnnounced = reader.Octet();
            state.CongestionCount = reader.Octet();
            state.QuietCycles = reader.Word();
            state.CommandsObeyed = reader.Int();
            state.CommandsRefused = reader.Int();
            state.Gateway = reader.Octets(reader.Octet());
            state.Session = reader.Octets(reader.Word());
            int readings = reader.Word();
            if (!isOurs || !reader.IsIntact || readings > ring.Capacity)
            {
                return null;
            }

            Reading reading = new Reading();
            for (int i = 0; i < readings && reader.IsIntact; i++)
            {
                reader.Reading(reading);
                ring.Add(reading);
            }

            if (!isSameGateway)
            {
                state.ForgetGateway();
            }

            return reader.IsIntact && reader.IsAtEnd ? state : null;
        }

        private void ForgetGateway()
        {
            Session = new byte[0];
            Gateway = new byte[0];
            CongestionCount = 0;
            QuietCycles = 0;
            IsCycleFailed = true;
        }
    }
}
