using nanoFramework.TestFramework;
using SensorNet.Device;
using SensorNet.Device.Tests;

namespace SensorNet.SetUp.Tests
{
    [TestClass]
    public class SetUpPortalTests
    {
        private const string Host = "192.168.4.1";
        private const string Key = "00112233445566778899aabbccddeeff";

        private static SetUpRig s_rig;
        private static PortalResponse s_response;

        [TestMethod]
        public void The_addresses_by_which_phones_and_PCs_look_for_the_network_lead_to_the_page()
        {
            string[] probes =
            {
                "connectivitycheck.gstatic.com/generate_204",
                "clients3.google.com/gen_204", "captive.apple.com/hotspot-detect.html", "captive.apple.com/",
                "www.apple.com/library/test/success.html", "www.msftconnecttest.com/connecttest.txt", "www.msftncsi.com/ncsi.txt",
                "www.msftconnecttest.com/redirect", "detectportal.firefox.com/success.txt", "192.168.4.1/other", "192.168.4.1.example/",
            };
            for (int i = 0; i < probes.Length; i++)
            {
                int slash = probes[i].IndexOf('/');
                PortalResponse response = Ask(SetUpRig.Valid, "GET", probes[i].Substring(slash), probes[i].Substring(0, slash), "");
                Assert.AreEqual(302, response.Status, probes[i]);
                Assert.AreEqual("http://192.168.4.1/", response.Location, probes[i]);
            }

            Assert.AreEqual(302, Ask(SetUpRig.Valid, "POST", "/", "www.example.org", "pin=1").Status);
            Assert.AreEqual(405, Ask(SetUpRig.Valid, "PUT", "/", Host, "").Status);
            Assert.AreEqual(405, Ask(SetUpRig.Valid, null, null, null, "").Status);
        }

        [TestMethod]
        public void The_page_has_every_setting_and_no_secret_no_script_and_nothing_from_elsewhere()
        {
            string page = Texts.OfUtf8(Ask(SetUpRig.Valid, "GET", "/", Host, "").Body);

            SettingDeclarations all = new SensorNode.NodeDeclarations();
            for (int i = 0; i < all.Count; i++)
            {
                Assert.IsTrue(page.IndexOf(" name=\"" + all.At(i).Key + "\"") >= 0, all.At(i).Key);
            }

            Assert.IsTrue(page.IndexOf("value=\"b\"") >= 0, "the broker is shown");
            Assert.IsTrue(page.IndexOf("value=\"house\" checked") >= 0, "the network is chosen");
            Assert.IsTrue(page.IndexOf("old-secret") < 0 && page.IndexOf("pw") < 0, "secrets are not");
            Assert.IsTrue(page.IndexOf("<script") < 0 && page.IndexOf("://") < 0 && page.IndexOf("src=") < 0, "nothing is loaded");
        }

        [TestMethod]
        public void The_names_of_networks_are_escaped()
        {
            string page = Texts.OfUtf8(Ask(SetUpRig.Valid, "GET", "/", Host, "").Body);

            Assert.IsTrue(page.IndexOf("<b>") < 0);
            Assert.IsTrue(page.IndexOf("value=\"&lt;b&gt;&quot;&amp;&#39;\"> &lt;b&gt;&quot;&amp;&#39;</label>") >= 0);
        }

        [TestMethod]
        public void A_value_that_breaks_a_rule_is_said_beside_its_field_in_the_rules_words()
        {
            PortalResponse response = Post(SetUpRig.Valid, "wifiSsid=x&wifiPassword=short&brokerHost=a+b&intervalMs=fast");
            string page = Texts.OfUtf8(response.Body);

            Assert.AreEqual(422, response.Status);
            Contains(
                page,
                "<p class=\"bad\" id=\"e-wifiPassword\">(not shown) is not allowed; allowed is an empty string for an open network, "
                + "or 8 to 64 characters</p>");
            Contains(page, "id=\"e-brokerHost\">&quot;a b&quot; is not allowed; allowed is ");
            Contains(page, "id=\"e-intervalMs\">&quot;fast&quot; is not allowed; allowed is a whole number from 1000 to 86400000</p>");
            Contains(page, "value=\"fast\"");
            Assert.IsTrue(page.IndexOf("short") < 0, "no secret is sent back");
            Assert.AreEqual(SetUpRig.Valid, s_rig.Settings);
        }

        [TestMethod]
        public void A_missing_value_is_said_beside_its_field()
        {
            string page = Texts.OfUtf8(Post(null, "wifiPassword=12345678").Body);

            Contains(page, "id=\"e-brokerHost\">it is missing; ");
            Contains(page, "id=\"e-wifiSsid\">it is missing; ");
        }

        [TestMethod]
        public void A_wrong_PIN_saves_nothing()
        {
            PortalResponse response = Ask(SetUpRig.Valid, "POST", "/", Host, "brokerHost=c&pin=0");

            Assert.AreEqual(403, response.Status);
            Contains(Texts.OfUtf8(response.Body), "id=\"e-pin\">this is not the board&#39;s PIN; ");
            Assert.AreEqual(SetUpRig.Valid, s_rig.Settings);
            Assert.AreEqual(1, s_rig.Log.CountOf("set-up page: this is not the board's PIN"));
        }

        [TestMethod]
        public void What_is_too_long_or_no_form_is_refused()
        {
            Assert.AreEqual(400, Ask(SetUpRig.Valid, "POST", "/", Host, "a=%").Status);
            Assert.AreEqual(413, Ask(SetUpRig.Valid, "POST", "/", Host, Texts.Repeat('a', FormFields.BytesMax + 1)).Status);
        }

        [TestMethod]
        public void Another_network_can_be_chosen_where_the_stored_one_is_out_of_reach()
        {
            string settings = "{\"brokerHost\":\"b\",\"wifiSsid\":\"old\",\"wifiPassword\":\"old-secret\"}";
            string page = Texts.OfUtf8(Ask(settings, "GET", "/", Host, "").Body);
            Contains(page, "name=\"network\" value=\"old\" checked> old (not in reach)</label>");
            Contains(page, "name=\"network\" value=\"house\"> house</label>");
            Contains(page, "name=\"wifiSsid\" autocapitalize=\"none\" value=\"\"");

            Post(settings, "network=house&wifiSsid=&wifiPassword=new-secret&brokerHost=b");
            Contains(s_rig.Settings, "\"wifiSsid\": \"house\"");
            Contains(s_rig.Settings, "\"wifiPassword\": \"new-secret\"");

            Post(settings, "network=old&wifiSsid=&wifiPassword=&brokerHost=other");
            Contains(s_rig.Settings, "\"wifiSsid\": \"old\"");
            Contains(s_rig.Settings, "\"wifiPassword\": \"old-secret\"");
        }

        [TestMethod]
        public void A_network_that_was_written_and_is_in_the_list_stays_chosen_when_something_else_is_wrong()
        {
            string page = Texts.OfUtf8(Post(SetUpRig.Valid, "network=&wifiSsid=house&brokerHost=a+b").Body);
            Contains(page, "name=\"network\" value=\"house\" checked> house</label>");
        }

        [TestMethod]
        public void Right_values_are_saved_and_what_is_empty_is_left_out()
        {
            PortalResponse response = Post(
                null,
                "network=house&wifiSsid=&wifiPassword=a%22b%5Cc%26de&brokerHost=b&intervalMs=5000&tls=false&deviceId=");

            Assert.AreEqual(200, response.Status);
            Assert.AreEqual(
                "{\n  \"intervalMs\": 5000,\n  \"brokerHost\": \"b\",\n  \"tls\": false,\n"
                + "  \"wifiSsid\": \"house\",\n  \"wifiPassword\": \"a\\\"b\\\\c&de\"\n}\n",
                s_rig.Settings);
        }

        [TestMethod]
        public void A_secret_that_is_left_empty_stays_with_the_network_and_the_user_that_it_is_for()
        {
            Post(SetUpRig.Valid, "network=house&wifiPassword=&brokerHost=b&brokerUser=u&brokerPassword=");
            Contains(s_rig.Settings, "\"wifiPassword\": \"old-secret\"");
            Contains(s_rig.Settings, "\"brokerPassword\": \"pw\"");

            Post(
                SetUpRig.Valid,
                "network=house&wifiSsid=cafe&wifiPassword=&brokerHost=b&brokerUser=other&brokerPassword=");
            Contains(s_rig.Settings, "\"wifiSsid\": \"cafe\"");
            Contains(s_rig.Settings, "\"wifiPassword\": \"\"");
            Assert.IsTrue(s_rig.Settings.IndexOf("brokerPassword") < 0, s_rig.Settings);

            Post(SetUpRig.Valid, "network=house&wifiPassword=&brokerHost=other&brokerUser=u&brokerPassword=");
            Assert.IsTrue(s_rig.Settings.IndexOf("brokerPassword") < 0, s_rig.Settings);
        }

        [TestMethod]
        public void A_key_that_is_left_empty_stays_without_a_broker_and_with_another_one()
        {
            string node = SavedBy(
                () => new ConstrainedNode.ConstrainedDeclarations(),
                "{\"gatewayHost\":\"g\",\"deviceId\":\"garden\",\"protectionKey\":\"" + Key + "\"}",
                "gatewayHost=other&deviceId=garden&protectionKey=");
            Contains(node, "\"gatewayHost\": \"other\"");
            Contains(node, "\"protectionKey\": \"" + Key + "\"");

            string gateway = SavedBy(
                () => new GatewayNode.GatewayNodeDeclarations(),
                "{\"brokerHost\":\"b\",\"brokerUser\":\"u\",\"brokerPassword\":\"pw\",\"clientKeys\":\"garden=" + Key + "\"}",
                "brokerHost=b&brokerUser=other&brokerPassword=&clientKeys=");
            Contains(gateway, "\"brokerUser\": \"other\"");
            Contains(gateway, "\"clientKeys\": \"garden=" + Key + "\"");
            Assert.IsTrue(gateway.IndexOf("brokerPassword") < 0, gateway);
        }

        [TestMethod]
        public void The_page_says_for_how_long_a_secret_stays_that_is_left_empty()
        {
            Assert.AreEqual("while wifiSsid stays", SettingsForm.StaysWhile("wifiPassword"));
            Assert.AreEqual("while brokerHost and brokerUser stay", SettingsForm.StaysWhile("brokerPassword"));
            Assert.IsNull(SettingsForm.StaysWhile("clientKeys"));
            string page = Texts.OfUtf8(Ask(SetUpRig.Valid, "GET", "/", Host, "").Body);

            Contains(page, "; left empty it stays as it is while wifiSsid stays</small>");
            Contains(page, "; left empty it stays as it is while brokerHost and brokerUser stay</small>");
        }

        [TestMethod]
        public void A_key_that_is_filled_in_replaces_the_stored_one()
        {
            string other = Texts.Repeat('a', Key.Length);
            string node = SavedBy(
                () => new ConstrainedNode.ConstrainedDeclarations(),
                "{\"gatewayHost\":\"g\",\"protectionKey\":\"" + Key + "\"}",
                "gatewayHost=g&protectionKey=" + other);

            Contains(node, "\"protectionKey\": \"" + other + "\"");
            Assert.IsTrue(node.IndexOf(Key) < 0, node);
        }

        [TestMethod]
        public void A_flash_that_cannot_be_written_is_said()
        {
            s_rig = new SetUpRig();
            s_rig.Settings = SetUpRig.Valid;
            OpenRig();
            s_rig.StartAndServe(() =>
            {
                s_rig.Flash.WriteProblem = "the flash is full";
                s_response = s_rig.Ask("POST", "/", Host, "brokerHost=b&pin=" + s_rig.AccessPoint.Password);
                s_rig.Flash.WriteProblem = null;
                s_rig.Clock.UptimeMs += Waits.OpenMaxMs;
            });

            Assert.AreEqual(500, s_response.Status);
            Contains(Texts.OfUtf8(s_response.Body), "id=\"problem\">the flash is full</p>");
        }

        private static PortalResponse Post(string settings, string form) => Ask(settings, "POST", "/", Host, form);

        // The PIN is added where the form has none.
        private static PortalResponse Ask(string settings, string method, string path, string host, string body)
        {
            s_rig = new SetUpRig();
            if (settings != null)
            {
                s_rig.Settings = settings;
            }

            OpenRig();
            s_response = null;
            s_rig.StartAndServe(() =>
            {
                string pin = body.IndexOf("pin=") >= 0 || method != "POST" ? "" : "&pin=" + s_rig.AccessPoint.Password;
                s_response = s_response ?? s_rig.Ask(method, path, host, body + pin);
                s_rig.Clock.UptimeMs += Waits.OpenMaxMs;
            });
            return s_response;
        }

        // The settings file after a form was sent to the page of a firmware.
        private static string SavedBy(SettingsTable declarations, string settings, string form)
        {
            FakeFlash flash = new FakeFlash();
            flash[FirmwareHost.SettingsPath] = Texts.Utf8(settings);
            SetUpPortal portal = new SetUpPortal(new PortalParts
            {
                Board = "board",
                Networks = new string[0],
                MacAddress = new byte[] { 2, 0, 0, 0, 0, 1 },
                MakeDeclarations = declarations,
                Guard = new PinGuard("12345678", 0),
                Files = flash,
                Clock = new FakeClock(),
                Log = new FakeLog(),
            });
            byte[] body = Texts.Utf8(form + "&pin=12345678");
            PortalResponse response =
                portal.Answer(new PortalRequest { Method = "POST", Path = "/", Host = Host, Body = body, BodyLength = body.Length });
            Assert.AreEqual(200, response.Status, Texts.OfUtf8(response.Body));
            return Texts.OfUtf8(flash[FirmwareHost.SettingsPath]);
        }

        private static void OpenRig()
        {
            s_rig.Flash[SetUpMode.StatePath] = new SetUpState { IsOpening = true }.Write();
            Assert.IsNull(s_rig.Start());
        }

        private static void Contains(string text, string part) => Assert.IsTrue(text.IndexOf(part) >= 0, part + " is not in " + text);
    }
}
