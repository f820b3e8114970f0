using System.Device.I2c;
using SensorNet.Emulator.Tests.Support;

namespace SensorNet.Emulator.Tests.Chips;

/// <summary>What goes wrong on the wires, with whatever chip is on them.</summary>
[TestClass]
public sealed class BusFaultTests
{
    private const int ClearStatus = 0x3041;

    [TestMethod]
    public void Every_transfer_is_counted_and_asked_for_by_its_index()
    {
        using Sht31Fixture fixture = new();
        List<long> asked = [];
        fixture.Board.I2c.FaultOf = index =>
        {
            asked.Add(index);
            return BusFault.None;
        };
        fixture.Status();
        using (I2cDevice nobody = I2cDevice.Create(new I2cConnectionSettings(1, 0x20)))
        {
            nobody.ReadByte();
        }

        fixture.Status();

        Assert.AreEqual(3, fixture.Board.I2c.Transfers);
        CollectionAssert.AreEqual(new long[] { 0, 1, 2 }, asked);
    }

    [TestMethod]
    public void A_transfer_that_is_not_acknowledged_has_no_effect()
    {
        using Sht31Fixture fixture = new();
        fixture.Board.I2c.FaultOf = _ => BusFault.NotAcknowledged;
        Assert.AreEqual(I2cTransferStatus.SlaveAddressNotAcknowledged, fixture.TrySend(ClearStatus));
        fixture.Board.I2c.FaultOf = null;

        Assert.AreEqual(0x8010, fixture.Status());
    }

    [TestMethod]
    public void A_write_that_is_cut_short_lacks_its_last_byte()
    {
        using Sht31Fixture fixture = new();
        fixture.Board.I2c.FaultOf = _ => BusFault.CutShort;
        Assert.AreEqual(I2cTransferStatus.PartialTransfer, fixture.TrySend(ClearStatus));
        fixture.Board.I2c.FaultOf = null;

        Assert.AreEqual(0x8010, fixture.Status());
    }

    [TestMethod]
    public void A_read_that_is_cut_short_is_gone_for_the_chip()
    {
        using Sht31Fixture fixture = new();
        fixture.Send(Sht31Fixture.MeasureHigh);
        fixture.Clock.AdvanceMs(16);
        fixture.Board.I2c.FaultOf = _ => BusFault.CutShort;
        Assert.AreEqual(I2cTransferStatus.PartialTransfer, fixture.TryRead(out byte[] bytes));
        fixture.Board.I2c.FaultOf = null;

        Assert.AreEqual("FFFFFF", Convert.ToHexString(bytes[3..]));
        Assert.AreEqual(I2cTransferStatus.SlaveAddressNotAcknowledged, fixture.TryRead(out _));
    }

    [TestMethod]
    public void A_flipped_bit_is_another_one_each_time_and_leaves_the_transfer_whole()
    {
        using Sht31Fixture fixture = new();
        HashSet<string> seen = [];
        fixture.Board.I2c.FaultOf = index => index % 2 == 1 ? BusFault.FlippedBit : BusFault.None;
        for (int attempt = 0; attempt < 48; attempt++)
        {
            fixture.Send(Sht31Fixture.MeasureHigh);
            fixture.Clock.AdvanceMs(16);
            byte[] bytes = fixture.Read();
            bool isWhole = Sht31Checksum.Of(bytes.AsSpan(0, 2)) == bytes[2] && Sht31Checksum.Of(bytes.AsSpan(3, 2)) == bytes[5];
            Assert.IsFalse(isWhole, "one bit does not get past the checksum");
            seen.Add(Convert.ToHexString(bytes));
        }

        Assert.HasCount(48, seen);
    }
}
