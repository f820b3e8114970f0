using System.Net;
using SensorNet.GatewayService.Access.Rates;
using SensorNet.GatewayService.Settings;
using SensorNet.GatewayService.Transport.Udp;
using SensorNet.MqttSn.Gateway;

namespace SensorNet.GatewayService.Tests.Access;

/// <summary>Rates of addresses and of all together, and the bound of their table.</summary>
[TestClass]
public sealed class DatagramRatesTests
{
    [TestMethod]
    public void An_address_has_its_burst_and_then_its_rate_whatever_its_ports()
    {
        DatagramRates rates = new DatagramRates(new RateSettings { AddressMessagesPerSecond = 10, BurstSeconds = 2 }, 0);
        Assert.AreEqual(20, Within(rates, 0, 100, "10.0.0.1"));
        Assert.AreEqual(1, Within(rates, 100, 100, "10.0.0.1"));
        Assert.AreEqual(20, Within(rates, 100, 100, "10.0.0.2"));
        Assert.AreEqual(20, Within(rates, 1_000_000, 100, "10.0.0.1"));
    }

    [TestMethod]
    public void Addresses_of_one_slash_64_are_one()
    {
        DatagramRates rates = new DatagramRates(new RateSettings { AddressMessagesPerSecond = 10, BurstSeconds = 1 }, 0);
        Assert.AreEqual(10, Within(rates, 0, 100, "2001:db8::1"));
        Assert.AreEqual(0, Within(rates, 0, 100, "2001:db8::2"));
        Assert.AreEqual(10, Within(rates, 0, 100, "2001:db8:0:1::1"));
    }

    [TestMethod]
    public void Octets_count_and_all_together_have_a_rate_of_their_own()
    {
        RateSettings settings = new RateSettings { AddressBytesPerSecond = 100, TotalMessagesPerSecond = 15, BurstSeconds = 1 };
        DatagramRates rates = new DatagramRates(settings, 0);

        // Each has 10 octets.
        Assert.AreEqual(10, Within(rates, 0, 50, "10.0.0.1"));
        Assert.AreEqual(5, Within(rates, 0, 50, "10.0.0.2"));
        Assert.AreEqual(RateVerdict.TotalRate, rates.Ask(0, Address("10.0.0.3"), 10, out bool mayAnswer));
        Assert.IsTrue(mayAnswer);
    }

    [TestMethod]
    public void An_address_is_answered_ten_times_a_second()
    {
        DatagramRates rates = new DatagramRates(new RateSettings { AddressMessagesPerSecond = 1, BurstSeconds = 1 }, 0);
        int answers = 0;
        for (int i = 0; i < 100; i++)
        {
            rates.Ask(0, Address("10.0.0.1"), 10, out bool mayAnswer);
            answers += mayAnswer ? 1 : 0;
        }

        Assert.AreEqual(DatagramRates.AddressAnswersPerSecond, answers);
    }

    [TestMethod]
    [DataRow(1, 0)]
    [DataRow(0, 1)]
    public void All_together_are_answered_a_thousand_times_a_second(int perAddress, int total)
    {
        RateSettings settings = new RateSettings { AddressMessagesPerSecond = perAddress, TotalMessagesPerSecond = total, BurstSeconds = 1 };
        DatagramRates rates = new DatagramRates(settings, 0);
        Assert.AreEqual(DatagramRates.TotalAnswersPerSecond, Answers(0));
        Assert.AreEqual(DatagramRates.TotalAnswersPerSecond, Answers(1_000));

        int Answers(long nowMs)
        {
            int answers = 0;
            for (int i = 0; i < 5 * DatagramRates.TotalAnswersPerSecond; i++)
            {
                RateVerdict verdict = rates.Ask(nowMs, new NetworkAddress(0, i % 500, 0, 1000), 10, out bool mayAnswer);
                answers += mayAnswer ? 1 : 0;
                Assert.IsFalse(mayAnswer && verdict == RateVerdict.Within);
            }

            return answers;
        }
    }

    [TestMethod]
    public void More_addresses_than_fit_share_what_is_left_and_silent_ones_are_forgotten()
    {
        DatagramRates rates = new DatagramRates(new RateSettings { AddressMessagesPerSecond = 5, BurstSeconds = 1 }, 0);
        for (int i = 0; i < 3 * DatagramRates.AddressesMax; i++)
        {
            rates.Ask(0, new NetworkAddress(0, i, 0, 1000), 10, out _);
        }

        Assert.IsLessThanOrEqualTo(DatagramRates.AddressesMax, rates.AddressCount);
        Assert.AreEqual(5, Within(rates, 10_000, 100, "10.0.0.1"));
        Assert.IsLessThan(DatagramRates.AddressesMax, rates.AddressCount);
    }

    [TestMethod]
    public void A_known_address_costs_no_memory()
    {
        RateSettings settings = new RateSettings { AddressMessagesPerSecond = 5, TotalMessagesPerSecond = 5, BurstSeconds = 1 };
        DatagramRates rates = new DatagramRates(settings, 0);
        NetworkAddress from = Address("10.0.0.1");
        rates.Ask(0, from, 10, out _);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1_000; i++)
        {
            rates.Ask(i, from, 10, out _);
        }

        Assert.AreEqual(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static int Within(DatagramRates rates, long nowMs, int count, string address)
    {
        int within = 0;
        for (int i = 0; i < count; i++)
        {
            NetworkAddress from = Address(address, 1_000 + i);
            within += rates.Ask(nowMs, from, 10, out _) == RateVerdict.Within ? 1 : 0;
        }

        return within;
    }

    private static NetworkAddress Address(string text, int port = 1_000) =>
        SocketAddresses.FromEndPoint(0, new IPEndPoint(IPAddress.Parse(text), port));
}
