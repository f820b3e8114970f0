using System.Collections;
using SensorNet.Broker;
using SensorNet.Broker.Tests;
using SensorNet.Device;
using SensorNet.Device.Tests;
using SensorNet.Sensing.Tests;

namespace SensorNet.SensorNode.Tests
{
    /// <summary>A whole node: the sensing loop and what it needs.</summary>
    public sealed class LoopRig : Rig
    {
        private SensingLoop _loop;
        private NodeSettings _used;
        private CommandParts _commands;

        /// <summary>Makes a rig with the default settings.</summary>
        public LoopRig()
            : base(new NodeSettings())
        {
        }

        /// <summary>The settings; to be changed before the first step.</summary>
        public new NodeSettings Settings => (NodeSettings)base.Settings;

        /// <summary>The board.</summary>
        public FakeBoard Board { get; } = new FakeBoard();

        /// <summary>The sensor.</summary>
        public FakeSensor Sensor { get; } = new FakeSensor();

        /// <summary>The flash for readings, or null; to be set before the first step.</summary>
        public IFileStore Files { get; set; }

        /// <summary>The loop.</summary>
        public SensingLoop Loop
        {
            get
            {
                if (_loop == null)
                {
                    _loop = new SensingLoop(
                        "SensorNode", _used ?? Settings, Board, Sensor, Network, Broker, Worker, Clock, Log, Random, _commands, Files);
                }

                return _loop;
            }
        }

        /// <summary>Lets the node have other settings, and obey commands; before the first step.</summary>
        public void Use(NodeSettings settings, CommandParts commands)
        {
            _used = settings;
            _commands = commands;
        }

        /// <summary>Whether the session is online.</summary>
        public bool IsOnline => Loop.SessionState == SessionState.Online;

        /// <inheritdoc/>
        public override long Step() => Loop.Step();

        /// <summary>The messages (<see cref="PublishedMessage"/>) to a topic's last level, over all clients, oldest first.</summary>
        public ArrayList Messages(string level)
        {
            ArrayList found = new ArrayList();
            string topic = Settings.Root + "/" + Settings.DeviceId + "/" + level;
            for (int i = 0; i < Broker.Clients.Count; i++)
            {
                ArrayList published = Broker.At(i).Published;
                for (int j = 0; j < published.Count; j++)
                {
                    if (((PublishedMessage)published[j]).Topic == topic)
                    {
                        found.Add(published[j]);
                    }
                }
            }

            return found;
        }

        /// <summary>Forgets every message so far: a board has no room for those of hours.</summary>
        public void ForgetMessages()
        {
            for (int i = 0; i < Broker.Clients.Count; i++)
            {
                Broker.At(i).Published.Clear();
            }
        }

        /// <summary>The newest message to a topic's last level, or null.</summary>
        public PublishedMessage LastMessage(string level)
        {
            ArrayList messages = Messages(level);
            return messages.Count == 0 ? null : (PublishedMessage)messages[messages.Count - 1];
        }

        /// <summary>A number in the newest diagnostics.</summary>
        public long Diagnostic(string name) => Payloads.Number(LastMessage("diagnostics").Payload, name);
    }
}
