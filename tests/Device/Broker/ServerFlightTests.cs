using System;
using nanoFramework.TestFramework;
using SensorNet.Device.Tests;

namespace SensorNet.Broker.Tests
{
    [TestClass]
    public class ServerFlightTests
    {
        // RFC 5246, 7.4: ServerHello of two octets, Certificate with two certificates of three and two octets, CertificateRequest, ServerHelloDone.
        private const string Messages = "02000002AAAA" + "0B00000E" + "00000B" + "000003010203" + "0000020405" + "0D000001BB" + "0E000000";

        [TestMethod]
        public void Certificates_and_the_wish_for_one_are_found_however_the_octets_come()
        {
            byte[] record = Record(22, Messages);
            for (int size = 1; size <= record.Length; size++)
            {
                ServerFlight flight = new ServerFlight();
                Feed(flight, record, size);
                Assert.IsTrue(flight.IsComplete, size.ToString());
                Assert.AreEqual(3, flight.Certificate.Length);
                Assert.AreEqual(2, flight.LastCertificate.Length);
                Assert.IsTrue(flight.AsksForCertificate);
                Assert.IsFalse(flight.IsForeign);
                Assert.AreEqual(ServerFlight.NoAlert, flight.Alert);
            }
        }

        [TestMethod]
        public void Messages_over_several_records_are_put_together()
        {
            ServerFlight flight = new ServerFlight();
            Feed(flight, Record(22, Messages.Substring(0, 20)), 100);
            Assert.IsFalse(flight.IsComplete);
            Feed(flight, Record(22, Messages.Substring(20)), 100);
            Assert.IsTrue(flight.IsComplete);
            Assert.AreEqual(3, flight.Certificate.Length);
        }

        [TestMethod]
        public void Server_without_a_wish_asks_for_nothing()
        {
            ServerFlight flight = new ServerFlight();
            Feed(flight, Record(22, "02000002AAAA" + "0B000009" + "000006" + "000003010203" + "0E000000"), 100);
            Assert.IsTrue(flight.IsComplete);
            Assert.IsFalse(flight.AsksForCertificate);
            Assert.AreSame(flight.Certificate, flight.LastCertificate);
        }

        [TestMethod]
        public void Alert_has_its_number()
        {
            ServerFlight flight = new ServerFlight();
            Feed(flight, Hex.Read("15030300020246"), 1);
            Assert.IsTrue(flight.IsComplete);
            Assert.AreEqual(70, flight.Alert);
        }

        [TestMethod]
        [DataRow("20020005")]
        [DataRow("323230")]
        [DataRow("1602")]
        [DataRow("17030300")]
        public void What_is_not_TLS_is_foreign(string hex)
        {
            ServerFlight flight = new ServerFlight();
            Feed(flight, Hex.Read(hex), 100);
            Assert.IsTrue(flight.IsForeign);
            Assert.IsTrue(flight.IsComplete);
        }

        [TestMethod]
        public void More_than_fits_ends_it_without_harm()
        {
            ServerFlight flight = new ServerFlight();
            Feed(flight, Record(22, "0B00FFFF" + "000000"), 100);
            Assert.IsTrue(flight.IsComplete);
            Assert.IsNull(flight.Certificate);

            flight = new ServerFlight();
            byte[] many = new byte[ServerFlight.OctetsMax + 100];
            many[0] = 22;
            many[1] = 3;
            many[3] = 0x30;
            Feed(flight, many, 1000);
            Assert.IsTrue(flight.IsComplete);
        }

        [TestMethod]
        [DataRow("0B000006" + "000003" + "000009")]
        [DataRow("0B000003" + "0000FF")]
        [DataRow("0B000000")]
        public void Lengths_that_do_not_fit_give_no_certificate(string hex)
        {
            ServerFlight flight = new ServerFlight();
            Feed(flight, Record(22, hex + "0E000000"), 100);
            Assert.IsTrue(flight.IsComplete);
            Assert.IsNull(flight.Certificate);
        }

        private static byte[] Record(int type, string hex)
        {
            byte[] content = Hex.Read(hex);
            byte[] record = new byte[content.Length + 5];
            record[0] = (byte)type;
            record[1] = 3;
            record[2] = 3;
            record[3] = (byte)(content.Length >> 8);
            record[4] = (byte)content.Length;
            Array.Copy(content, 0, record, 5, content.Length);
            return record;
        }

        private static void Feed(ServerFlight flight, byte[] octets, int size)
        {
            for (int i = 0; i < octets.Length; i += size)
            {
                int count = octets.Length - i < size ? octets.Length - i : size;
                byte[] part = new byte[count];
                Array.Copy(octets, i, part, 0, count);
                flight.Add(part, count);
            }
        }
    }
}
