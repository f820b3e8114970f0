using SensorNet.Links;

namespace SensorNet.Node
{
    /// <summary>The settings of a session with a broker.</summary>
    public sealed class BrokerDeclarations
    {
        private readonly SettingDeclaration _host;
        private readonly SettingDeclaration _port;
        private readonly SettingDeclaration _user;
        private readonly SettingDeclaration _password;
        private readonly SettingDeclaration _keepAliveSeconds;
        private readonly SettingDeclaration _tls;

        /// <summary>Adds them to those of a firmware.</summary>
        /// <param name="all">The firmware's settings.</param>
        /// <param name="defaults">Has the defaults.</param>
        public BrokerDeclarations(SettingDeclarations all, BrokerSessionSettings defaults)
        {
            _host = all.Add(SettingDeclaration.Text("brokerHost", 1, HostText.LengthMax, null, "the broker")
                .Obeying(HostText.BrokenRule, "a name or an IPv4 address").Required());
            _port = all.Add(SettingDeclaration.Integer("brokerPort", 1, 65535, defaults.BrokerPort, "the broker's TCP port"));
            _user = all.Add(SettingDeclaration.Text("brokerUser", 1, 256, null, "the user name for the broker"));
            _password = all.Add(SettingDeclaration.Text("brokerPassword", 1, 256, null, "the password for the broker").Noting("only with brokerUser").Secret());
            _keepAliveSeconds = all.Add(SettingDeclaration.Integer("keepAliveSeconds", 5, 3600, defaults.KeepAliveSeconds, "MQTT's keep alive").In("s"));
            _tls = all.Add(SettingDeclaration.Boolean("tls", false, "TLS to the broker").Obeying(SettingRules.WithoutTls, "true is refused: this firmware does not speak TLS yet"));
        }

        /// <summary>Reads them; the document collects the problems.</summary>
        public void Read(SettingsDocument document, BrokerSessionSettings settings)
        {
            settings.BrokerHost = document.Text(_host);
            if (!document.Has(_host.Key))
            {
                document.AddProblem("brokerHost: it is missing; allowed is the broker's name or IPv4 address");
            }

            settings.BrokerPort = document.Integer(_port);
            settings.BrokerUser = document.Text(_user);
            settings.BrokerPassword = document.Text(_password);
            if (document.Has(_password.Key) && !document.Has(_user.Key))
            {
                // [MQTT-3.1.2-22]
                document.AddProblem("brokerPassword: MQTT 3.1.1 allows a password only together with brokerUser");
            }

            settings.KeepAliveSeconds = document.Integer(_keepAliveSeconds);
            document.Boolean(_tls);
        }
    }
}
