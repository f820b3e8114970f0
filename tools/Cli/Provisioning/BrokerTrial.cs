using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using SensorNet.Cli.Brokers;
using SensorNet.Cli.Doctor;
using SensorNet.Cli.Hosting;
using SensorNet.Device;

namespace SensorNet.Cli.Provisioning;

/// <summary>Tries the broker of a device that is not there yet, as the device would.</summary>
internal sealed class BrokerTrial(DevicePlan plan, CliContext context)
{
    /// <returns>Whether it would serve the device.</returns>
    public async Task<bool> RunAsync(CancellationToken stop)
    {
        if (plan.Settings["brokerHost"] is not { } host)
        {
            throw new CliException("--try-broker needs a broker: this device has no brokerHost");
        }

        using X509Certificate2? own = OwnCertificate();
        bool tls = plan.Settings[SettingsDraft.Tls] == "true";
        int port = plan.Settings["brokerPort"] is { } text
            ? int.Parse(text, CultureInfo.InvariantCulture)
            : tls ? BrokerAddress.DefaultTlsPort : BrokerAddress.DefaultPort;
        BrokerOptions broker = new BrokerOptions(new BrokerAddress(host, port))
        {
            User = plan.Settings["brokerUser"],
            Password = plan.Settings["brokerPassword"],
            Tls = tls,
            TrustedCertificates = Authority(),
            ClientCertificate = own,
        };
        CheckReport report = new CheckReport(result =>
        {
            foreach (string line in CheckText.Lines(result))
            {
                context.Out.WriteLine(line);
            }
        });
        NodeTopics topics = new NodeTopics(plan.Settings["root"] ?? plan.Settings.Declarations.Find("root").Default, plan.Id);
        await new DoctorRun(new DoctorPlan(broker, topics, IsRealNode: true), report, context.Time).CheckBrokerAsync(stop).ConfigureAwait(false);
        return !report.HasFailed;
    }

    private X509Certificate2Collection? Authority()
    {
        if (plan.Certificates?.Authority is not { } pem)
        {
            return null;
        }

        X509Certificate2Collection all = new X509Certificate2Collection();
        all.ImportFromPem(pem);
        return all;
    }

    private X509Certificate2? OwnCertificate()
    {
        if (plan.Certificates is not { Own: { } own, Key: { } key })
        {
            return null;
        }

        using X509Certificate2 read = X509Certificate2.CreateFromPem(own, key);

        // Through PKCS#12: some platforms cannot use a key that is only in memory.
        return X509CertificateLoader.LoadPkcs12(read.Export(X509ContentType.Pkcs12), null);
    }
}
