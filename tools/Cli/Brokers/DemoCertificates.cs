using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using SensorNet.Cli.Certificates;

namespace SensorNet.Cli.Brokers;

/// <summary>
/// The certificates of a demonstration: an authority of its own, its broker's, and one for each client. They are in no file and end with it.
/// </summary>
internal sealed class DemoCertificates : IDisposable
{
    private const int Days = 30;

    private readonly CertificateMaker _maker;
    private readonly CertificateValidity _validity;
    private readonly X509Certificate2 _watcher;

    public DemoCertificates(TimeProvider time)
    {
        _validity = CertificateValidity.Days(time, Days);
        _maker = CertificateMaker.Create(KeyKind.Ecdsa, _validity);
        using X509Certificate2 server = _maker.MakeServer(["127.0.0.1", "localhost"], KeyKind.Ecdsa, _validity);
        Server = Storable(server);
        using X509Certificate2 watcher = _maker.MakeClient("watch", KeyKind.Ecdsa, _validity);
        _watcher = Storable(watcher);
    }

    /// <summary>The broker's own.</summary>
    public X509Certificate2 Server { get; }

    /// <summary>The watching client's own.</summary>
    public X509Certificate2 Watcher => _watcher;

    /// <summary>The authority, for who looks at the broker's certificate.</summary>
    public X509Certificate2Collection Trusted => [_maker.Authority];

    /// <summary>What a board gets in its store.</summary>
    public BoardStore StoreOf(string id)
    {
        using X509Certificate2 own = _maker.MakeClient(id, KeyKind.Ecdsa, _validity);
        return new BoardStore(CertificatePem.Certificate(_maker.Authority), CertificatePem.Certificate(own) + CertificatePem.Key(own));
    }

    /// <summary>Whether a client's certificate is by this authority. For the broker, which lets nobody else in.</summary>
    public bool IsOwn(object sender, X509Certificate? shown, X509Chain? chain, SslPolicyErrors errors)
    {
        if (shown is not X509Certificate2 certificate)
        {
            return false;
        }

        using X509Chain own = new();
        own.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        own.ChainPolicy.CustomTrustStore.Add(_maker.Authority);
        own.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        return own.Build(certificate);
    }

    public void Dispose()
    {
        Server.Dispose();
        _watcher.Dispose();
        _maker.Dispose();
    }

    // Windows cannot use a key that was never in a store.
    private static X509Certificate2 Storable(X509Certificate2 made) =>
        X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
}
