using System.Text;
using SensorNet.Device;
using SensorNet.Device.Tests;

namespace SensorNet.SensorNode.Tests
{
    /// <summary>A node that obeys commands, on a flash that outlives its restarts.</summary>
    public sealed class CommandRig
    {
        /// <summary>The settings file.</summary>
        public const string File = "{\"deviceId\":\"node-1\",\"brokerHost\":\"broker.test\",\"brokerUser\":\"me\",\"brokerPassword\":\"old-secret\"}";

        /// <summary>Makes a node, and starts it.</summary>
        public CommandRig()
            : this(new LossyFlash(), File, 0)
        {
        }

        /// <summary>Starts a node with what is on a flash.</summary>
        public CommandRig(LossyFlash flash, string file)
            : this(flash, file, 0)
        {
        }

        /// <summary>Starts a node with what is on a flash, its uptime at a number of ms already.</summary>
        public CommandRig(LossyFlash flash, string file, long uptimeMs)
        {
            Flash = flash;
            Node = new LoopRig();
            Node.Clock.UptimeMs = uptimeMs;
            byte[] text = Encoding.UTF8.GetBytes(file);
            Changes = new SettingsChanges(flash, Node.Board, Node.Log, NodeSettingsReader.Read, () => new NodeDeclarations());
            string[] problems;
            NodeSettings settings = (NodeSettings)Changes.Begin(text, uptimeMs)
                ?? NodeSettingsReader.Read(text, Node.Board.MacAddress, out problems);
            Node.Use(settings, new CommandParts { Changes = Changes, Lamp = Lamp });
        }

        /// <summary>The flash.</summary>
        public LossyFlash Flash { get; }

        /// <summary>The changes of the settings.</summary>
        public SettingsChanges Changes { get; }

        /// <summary>The light.</summary>
        public FakeLamp Lamp { get; } = new FakeLamp();

        /// <summary>The node.</summary>
        public LoopRig Node { get; }

        /// <summary>Sends a command and lets the node answer.</summary>
        /// <returns>The newest answer.</returns>
        public string Send(string command, bool isRetained = false)
        {
            Node.Client.Receive("devices/node-1/commands", Encoding.UTF8.GetBytes(command), isRetained);
            Node.Settle();
            return LastAnswer;
        }

        /// <summary>The newest answer, or null.</summary>
        public string LastAnswer => Node.LastMessage("responses") == null ? null : Node.LastMessage("responses").Payload;

        /// <summary>How many answers there were.</summary>
        public int Answers => Node.Messages("responses").Count;

        /// <summary>Starts the board again with what is on its flash.</summary>
        public CommandRig Restarted() => new CommandRig(Flash, File);
    }
}
