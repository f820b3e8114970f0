using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Http;
using SensorNet.WebView.Hosting;

namespace SensorNet.WebView.Tests.Hosting;

[TestClass]
public sealed class HostRuleTests
{
    [TestMethod]
    [DataRow("0.0.0.0", "sensors.example.lan:443", true)]
    [DataRow("10.0.0.7", "SENSORS.example.lan", true)]
    [DataRow("127.0.0.1", "sensors.example.lan", true)]
    [DataRow("10.0.0.7", "sensors.example.lan:8080", false)]
    [DataRow("10.0.0.7", "evil.example", false)]
    [DataRow("10.0.0.7", "srv1", true)]
    public void The_names_of_the_certificate_are_names_of_this_server(string address, string host, bool isAllowed)
    {
        using X509Certificate2 certificate = Certificate("sensors.example.lan");

        Assert.AreEqual(isAllowed, new HostRule(IPAddress.Parse(address), 443, certificate, "srv1").Allows(new HostString(host)));
    }

    [TestMethod]
    public void Without_a_certificate_they_are_not() =>
        Assert.IsFalse(new HostRule(IPAddress.Any, 80, null, "srv1").Allows(new HostString("sensors.example.lan")));

    [TestMethod]
    [DataRow("0.0.0.0", "sensors.example.lan", "sensors.example.lan")]
    [DataRow("10.0.0.7", "sensors.example.lan", "sensors.example.lan")]
    [DataRow("127.0.0.1", "sensors.example.lan", "127.0.0.1")]
    [DataRow("0.0.0.0", "srv1", "srv1")]
    [DataRow("0.0.0.0", "*.example.lan", "srv1")]
    [DataRow("0.0.0.0", null, "srv1")]
    [DataRow("fe80::7", null, "[fe80::7]")]
    public void The_address_that_is_shown_has_the_name_that_the_certificate_fits(string address, string? name, string shown)
    {
        using X509Certificate2? certificate = name is null ? null : Certificate(name);

        Assert.AreEqual(shown, ShownHost.Of(IPAddress.Parse(address), certificate, "srv1"));
    }

    private static X509Certificate2 Certificate(string name)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new CertificateRequest("CN=web view", key, HashAlgorithmName.SHA256);
        SubjectAlternativeNameBuilder names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        return request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));
    }
}
