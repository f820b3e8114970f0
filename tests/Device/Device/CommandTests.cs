using nanoFramework.TestFramework;

namespace SensorNet.Device.Tests
{
    [TestClass]
    public class CommandTests
    {
        [TestMethod]
        [DataRow("{\"id\":\"7\",\"set\":{\"intervalMs\":30000}}", 0, "\"7\"")]
        [DataRow("{\"read\":true,\"id\":7}", 2, "7")]
        [DataRow("{\"id\":\"a\\\"b\",\"reboot\":true}", 4, "\"a\\\"b\"")]
        [DataRow("{\"id\":\"1\",\"identify\":10}", 3, "\"1\"")]
        [DataRow("{\"id\":\"1\",\"get\":\"all\"}", 1, "\"1\"")]
        public void Each_command_is_read(string text, int kind, string id)
        {
            Command command;
            Assert.IsNull(Command.Read(Texts.Utf8(text), out command));
            Assert.AreEqual(kind, (int)command.Kind);
            Assert.AreEqual(id, command.Id);
        }

        [TestMethod]
        public void The_names_of_get_are_read()
        {
            Command command;
            Assert.IsNull(Command.Read(Texts.Utf8("{\"id\":1,\"get\":[ \"intervalMs\",\"root\" ]}"), out command));
            Assert.AreEqual(2, command.Names.Length);
            Assert.AreEqual("intervalMs", command.Names[0]);
            Assert.AreEqual("root", command.Names[1]);
        }

        [TestMethod]
        [DataRow("{\"id\":1}", "there is no command in it; allowed is one of set, get, read, identify, file, reboot")]
        [DataRow("{\"id\":1,\"read\":true,\"reboot\":true}", "a command is one of set, get, read, identify, file, reboot; this has two")]
        [DataRow("{\"id\":1,\"dance\":true}", "dance: there is no such command; the commands are set, get, read, identify, file, reboot")]
        [DataRow("{\"id\":1,\"read\":true,\"when\":5}", "when: there is no such command; the commands are set, get, read, identify, file, reboot")]
        [DataRow("{\"id\":1,\"read\":1}", "read: it is not allowed; allowed is true")]
        [DataRow("{\"id\":1,\"reboot\":false}", "reboot: it is not allowed; allowed is true")]
        [DataRow("{\"id\":1,\"read\":true,\"read\":true}", "read: it is there twice; allowed is once")]
        [DataRow("{\"id\":1,\"identify\":0}", "identify: it is not allowed; allowed is a whole number from 1 to 300 s")]
        [DataRow("{\"id\":1,\"identify\":301}", "identify: it is not allowed; allowed is a whole number from 1 to 300 s")]
        [DataRow("{\"id\":1,\"identify\":-5}", "identify: it is not allowed; allowed is a whole number from 1 to 300 s")]
        [DataRow("{\"id\":1,\"identify\":99999999999999}", "identify: it is not allowed; allowed is a whole number from 1 to 300 s")]
        [DataRow("{\"id\":1,\"identify\":true}", "identify: it is not allowed; allowed is a whole number from 1 to 300 s")]
        [DataRow("{\"id\":1,\"set\":5}", "set: it is not allowed; allowed is an object of settings")]
        [DataRow("{\"id\":1,\"set\":{}}", "set: it is empty; allowed is an object of at least one setting")]
        [DataRow("{\"id\":1,\"get\":[]}", "get: it is not allowed; allowed is \"all\" or an array of 1 to 32 names of settings")]
        [DataRow("{\"id\":1,\"get\":[1]}", "get: it is not allowed; allowed is \"all\" or an array of 1 to 32 names of settings")]
        [DataRow("{\"id\":1,\"get\":[\"a\",{\"b\":1}]}", "get: it is not allowed; allowed is \"all\" or an array of 1 to 32 names of settings")]
        [DataRow("{\"id\":1,\"get\":true}", "get: it is not allowed; allowed is \"all\" or an array of 1 to 32 names of settings")]
        public void What_is_wrong_is_said(string text, string problem)
        {
            Command command;
            Assert.AreEqual(problem, Command.Read(Texts.Utf8(text), out command));
            Assert.AreEqual("1", command.Id);
        }

        [TestMethod]
        [DataRow("{\"read\":true}")]
        [DataRow("{\"id\":\"\",\"read\":true}")]
        [DataRow("{\"id\":true,\"read\":true}")]
        [DataRow("{\"id\":\"0123456789012345678901234567890123456\",\"read\":true}")]
        public void An_id_must_be_there(string text)
        {
            Command command;
            Assert.IsTrue(Command.Read(Texts.Utf8(text), out command).IndexOf("id: it is missing or not allowed") == 0);
            Assert.IsNull(command.Id);
        }

        [TestMethod]
        public void What_is_no_JSON_has_its_id_where_that_comes_first()
        {
            Command command;
            Assert.IsTrue(Command.Read(Texts.Utf8("{\"id\":\"7\",\"set\":{\"a\":"), out command).IndexOf("not valid JSON: ") == 0);
            Assert.AreEqual("\"7\"", command.Id);
            Assert.IsTrue(Command.Read(Texts.Utf8("read"), out command).IndexOf("not valid JSON: ") == 0);
            Assert.IsNull(command.Id);
        }
    }
}
