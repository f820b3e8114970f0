using SensorNet.Device;
using SensorNet.Device.Tests;
using SensorNet.SensorNode;

namespace SensorNet.SetUp.Tests
{
    /// <summary>A board with a set-up page, started again and again by the test.</summary>
    public sealed class SetUpRig
    {
        /// <summary>Settings that are valid.</summary>
        public const string Valid = "{\"brokerHost\":\"b\",\"wifiSsid\":\"house\",\"wifiPassword\":\"old-secret\","
            + "\"brokerUser\":\"u\",\"brokerPassword\":\"pw\"}";

        /// <summary>The flash.</summary>
        public readonly FakeFlash Flash = new FakeFlash();

        /// <summary>The access point.</summary>
        public readonly FakeAccessPoint AccessPoint = new FakeAccessPoint();

        /// <summary>The board.</summary>
        public readonly FakeBoard Board = new FakeBoard();

        /// <summary>The clock.</summary>
        public FakeClock Clock = new FakeClock();

        /// <summary>The debug output.</summary>
        public readonly FakeLog Log = new FakeLog();

        /// <summary>The set-up of the last start.</summary>
        public SetUpMode Mode { get; private set; }

        /// <summary>What commands changed, as of the last start.</summary>
        public SettingsChanges Changes { get; private set; }

        /// <summary>The board's settings file.</summary>
        public string Settings
        {
            get => Texts.OfUtf8(Flash[FirmwareHost.SettingsPath]);
            set => Flash[FirmwareHost.SettingsPath] = Texts.Utf8(value);
        }

        /// <summary>The state on the flash.</summary>
        public SetUpState State => SetUpState.Read(Flash[SetUpMode.StatePath]);

        /// <summary>Starts the board, after a restart if it asked for one.</summary>
        /// <returns>The settings that its loop is made from, or null where it restarts.</returns>
        public object Start()
        {
            AccessPoint.Restart();
            Mode = Make();
            Changes = new SettingsChanges(Flash, Board, Log, NodeSettingsReader.Read, () => new NodeDeclarations());
            return Mode.WaitForSettings(new SettingsGate(Flash, FirmwareHost.SettingsPath, Board, Clock, Log, NodeSettingsReader.Read, Changes));
        }

        /// <summary>Starts the board until it is an access point, and does something there.</summary>
        public object StartAndServe(System.Threading.ThreadStart whileOpen)
        {
            Clock.OnWait = () =>
            {
                if (AccessPoint.Portal != null)
                {
                    whileOpen();
                }
            };
            return Start();
        }

        /// <summary>Asks the page.</summary>
        public PortalResponse Ask(string method, string path, string host, string body)
        {
            byte[] octets = body == null || body.Length == 0 ? new byte[0] : Texts.Utf8(body);
            return AccessPoint.Portal.Answer(
                new PortalRequest { Method = method, Path = path, Host = host, Body = octets, BodyLength = octets.Length });
        }

        private SetUpMode Make()
        {
            return new SetUpMode(new SetUpParts
            {
                Firmware = "SensorNode",
                MakeDeclarations = () => new NodeDeclarations(),
                AccessPoint = AccessPoint,
                Files = Flash,
                Board = Board,
                Clock = Clock,
                Log = Log,
                Random = new SeededRandom(1),
            });
        }
    }
}
