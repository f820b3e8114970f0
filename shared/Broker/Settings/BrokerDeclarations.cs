using SensorNet.Device;
using SensorNet.Links;

namespace SensorNet.Broker
{
    /// <summary>The settings of a session with a broker.</summary>
    public sealed class BrokerDeclarations
    {
        private const int FileNameBytesMax = 64;
        private const string FileNote = "a file of the flash such as I:\\ca.pem";
        private readonly SettingDeclaration _host;
        private readonly SettingDeclaration _port;
        private readonly SettingDeclaration _user;
        private readonly SettingDeclaration _password;
        private readonly SettingDeclaration _keepAliveSeconds;
        private readonly SettingDeclaration _tls;
        private readonly SettingDeclaration _caFile;
        private readonly SettingDeclaration _certFile;
        private readonly SettingDeclaration _keyFile;
        private readonly SettingDeclaration _profile;

        /// <summary>Adds them to those of a firmware.</summary>
        /// <param name="all">The firmware's settings.</param>
        /// <param name="defaults">Has the defaults.</param>
        public BrokerDeclarations(SettingDeclarations all, BrokerSessionSettings defaults)
        {
            const string Stored = "what the board has stored";
            _profile = all.Add(SettingDeclaration.Choice(
                "profile", BrokerProfiles.Words(), 0, "the kind of broker: its limits are checked, and its defaults taken"));
            _host = all.Add(SettingDeclaration.Text("brokerHost", 1, HostText.LengthMax, null, "the broker")
                .Obeying(HostText.BrokenRule, "a name or an IPv4 address").Required());
            _port = all.Add(SettingDeclaration.Integer("brokerPort", 1, 65535, defaults.BrokerPort, "the broker's TCP port")
                .DefaultingTo("1883; 8883 with TLS"));
            _user = all.Add(SettingDeclaration.Text("brokerUser", 1, 256, null, "the user name for the broker"));
            _password = all.Add(SettingDeclaration.Text("brokerPassword", 1, 256, null, "the password for the broker")
                .Noting("only with brokerUser").Secret());
            _keepAliveSeconds = all.Add(SettingDeclaration.Integer("keepAliveSeconds", 5, 3600, defaults.KeepAliveSeconds, "MQTT's keep alive")
                .In("s"));
            _tls = all.Add(SettingDeclaration.Boolean("tls", false, "TLS 1.2 to the broker")
                .DefaultingTo("false; true where the profile asks for it"));
            _caFile = all.Add(File("caFile", "the CA certificates, in PEM or DER", Stored));
            _certFile = all.Add(File("certFile", "the node's own certificate, in PEM or DER", "what the board has stored, if it has any")
                .Noting(FileNote + ", with keyFile"));
            _keyFile = all.Add(File("keyFile", "that certificate's private key, without a password", "none").Noting(FileNote + ", with certFile"));
        }

        /// <summary>Reads them; the document collects the problems. Identity and topics must have been read before.</summary>
        /// <returns>The kind of broker, for what else a firmware has to hold against it.</returns>
        public ProfileCheck Read(SettingsDocument document, BrokerSessionSettings settings)
        {
            BrokerProfile profile = BrokerProfiles.At(document.Choice(_profile));
            settings.HasFeeds = profile.HasFeeds;
            settings.BrokerHost = document.Text(_host) ?? profile.Host;
            if (!document.Has(_host.Key) && profile.Host == null)
            {
                document.AddProblem("brokerHost: it is missing; allowed is the broker's name or IPv4 address");
            }

            settings.UsesTls = document.Boolean(_tls, profile.RequiresTls);
            settings.BrokerPort = document.Integer(_port, settings.UsesTls ? BrokerSessionSettings.TlsPort : _port.DefaultNumber);
            settings.BrokerUser = document.Text(_user);
            settings.BrokerPassword = document.Text(_password);
            if (document.Has(_password.Key) && !document.Has(_user.Key))
            {
                // [MQTT-3.1.2-22]
                document.AddProblem("brokerPassword: MQTT 3.1.1 allows a password only together with brokerUser");
            }

            settings.KeepAliveSeconds = document.Integer(_keepAliveSeconds);
            ReadFiles(document, settings);
            if (profile.HasFeeds && settings.BrokerUser != null && !document.Has("root"))
            {
                settings.Root = settings.BrokerUser + "/feeds";
            }

            ProfileCheck check = new ProfileCheck(document, profile);
            check.Check(settings);
            return check;
        }

        private void ReadFiles(SettingsDocument document, BrokerSessionSettings settings)
        {
            settings.CaFile = document.Text(_caFile);
            settings.CertificateFile = document.Text(_certFile);
            settings.KeyFile = document.Text(_keyFile);
            if (document.Has(_certFile.Key) != document.Has(_keyFile.Key))
            {
                document.AddProblem((document.Has(_certFile.Key) ? _keyFile.Key : _certFile.Key)
                    + ": it is missing; certFile and keyFile come together, or neither when the board has them stored");
            }

            if (!settings.UsesTls && (document.Has(_caFile.Key) || document.Has(_certFile.Key) || document.Has(_keyFile.Key)))
            {
                document.AddProblem("tls: it is false, and caFile, certFile and keyFile are allowed with true only");
            }
        }

        private static SettingDeclaration File(string key, string help, string absent) =>
            SettingDeclaration.Text(key, 4, FileNameBytesMax, null, help).Obeying(BrokenFileRule, FileNote).DefaultingTo(absent);

        private static string BrokenFileRule(string value) => value.IndexOf("I:\\") == 0 ? null : FileNote;
    }
}
