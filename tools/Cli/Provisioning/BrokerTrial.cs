using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using SensorNet.Broker;
using SensorNet.Cli.Brokers;
using SensorNet.Cli.Doctor;
using SensorNet.Cli.Hosting;
using SensorNet.Device;

namespace SensorNet.Cli.Provisioning;

/// <summary>Tries the broker of a device that is not there yet, as the device would.</summary>
internal sealed class BrokerTrial(DevicePlan plan, CliContext context)
{
    /// <returns>Whether it would serve the device.</returns>
    /// <exception cref="CliException">The device has no broker of its own.</exception>
    public async Task<bool> RunAsync(CancellationToken stop)
    {
        // As the firmware reads them: with the defaults of the profile.
        BrokerSessionSettings settings = plan.Settings.BrokerSession()
            ?? throw new CliException("--try-broker needs a broker: a constrained node speaks with a gateway alone ('sensornet doctor --gateway')");
        SslStreamCertificateContext? own = OwnCertificate();
        using X509Certificate2? ends = own?.TargetCertificate;
        BrokerOptions broker = new BrokerOptions(new BrokerAddress(settings.BrokerHost, settings.BrokerPort))
        {
            User = settings.BrokerUser,
            Password = settings.BrokerPassword,
            Tls = settings.UsesTls,
            TrustedCertificates = plan.Certificates?.Authority is { } pem ? All(pem) : null,
            ClientCertificate = own,
        };
        CheckReport report = new CheckReport(result =>
        {
            foreach (string line in CheckText.Lines(result))
            {
                context.Out.WriteLine(line);
            }
        });
        NodeTopics topics = new NodeTopics(settings.Root, plan.Id, settings.HasFeeds);
        await new DoctorRun(new DoctorPlan(broker, topics, IsRealNode: true), report, context.Time).CheckBrokerAsync(stop).ConfigureAwait(false);
        return !report.HasFailed;
    }

    private static X509Certificate2Collection All(string pem)
    {
        X509Certificate2Collection all = new X509Certificate2Collection();
        all.ImportFromPem(pem);
        return all;
    }

    private SslStreamCertificateContext? OwnCertificate()
    {
        if (plan.Certificates is not { Own: { } own, Key: { } key })
        {
            return null;
        }

        using X509Certificate2 read = X509Certificate2.CreateFromPem(own, key);

        // Through PKCS#12: some platforms cannot use a key that is only in memory.
        X509Certificate2 leaf = X509CertificateLoader.LoadPkcs12(read.Export(X509ContentType.Pkcs12), null);
        return SslStreamCertificateContext.Create(leaf, All(own), offline: true);
    }
}
