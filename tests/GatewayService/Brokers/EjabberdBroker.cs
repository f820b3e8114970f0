namespace SensorNet.GatewayService.Tests.Brokers;

/// <summary>Debian's ejabberd with mod_mqtt, which wants a user: any, here.</summary>
internal sealed class EjabberdBroker : ProcessBroker
{
    public override (string User, string Password)? Account => ("gateway@localhost", "any");

    public override string[] GatewayArguments => ["--Broker:User", "gateway@localhost", "--Broker:Password", "any"];

    public override Task StartAsync()
    {
        // The program on the path becomes the user ejabberd, who cannot write here.
        Programs.Find("ejabberdctl");
        string settings = Write(
            "ejabberd.yml",
            "hosts: [localhost]",
            "loglevel: info",
            "listen:",
            $"  - port: {Port}",
            "    ip: \"127.0.0.1\"",
            "    module: mod_mqtt",
            "auth_method: [anonymous]",
            "anonymous_protocol: login_anon",
            "allow_multiple_connections: true",
            "modules:",
            "  mod_mqtt:",
            "    session_expiry: 1 day",
            "    access_publish: {\"#\": [{allow: all}]}",
            "    access_subscribe: {\"#\": [{allow: all}]}");
        Run(
            "env",
            $"HOME={Folder}",
            $"EJABBERD_CONFIG_PATH={settings}",
            $"EJABBERD_LOG_PATH={Folder}/ejabberd.log",
            $"EJABBERD_PID_PATH={Folder}/pid",
            $"ERL_CRASH_DUMP={Folder}/crash",
            "ERL_LIBS=/usr/lib/x86_64-linux-gnu:/usr/lib/aarch64-linux-gnu",
            Programs.Find("erl"), "-noinput", "-mnesia", "dir", $"\"{Folder}/spool\"", "-s", "ejabberd");
        return Task.CompletedTask;
    }
}
