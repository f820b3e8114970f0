using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using nanoFramework.TestFramework;

namespace SensorNet.Device.Tests
{
    /// <summary>No finally, using or foreach of the firmware may run code that catches.</summary>
    [TestClass]
    public class FinallyTests
    {
        [TestMethod]
        public void Nothing_in_the_sources_catches_where_an_exception_may_be_in_flight()
        {
            string root = RepositoryRoot();
            (string, string)[] sources = new[] { "firmware", "shared" }
                .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(root, folder), "*.cs", SearchOption.AllDirectories))
                .Where(path => !path.EndsWith("AssemblyInfo.cs", StringComparison.Ordinal))
                .Select(path => (path, File.ReadAllText(path)))
                .ToArray();
            Assert.IsTrue(sources.Length > 100, sources.Length.ToString());
            Assert.AreEqual("", string.Join("\n", FinallyRule.Find(sources)));
        }

        [TestMethod]
        [DataRow("finally { Quiet(); }", "")]
        [DataRow("finally { lock (this) { _n++; } }", "")]
        [DataRow("catch (Exception) { Catching(); throw; }", "")]
        [DataRow("finally { Catching(); }", "finally → C.Catching, which catches")]
        [DataRow("finally { try { Quiet(); } catch (Exception) { } }", "finally has a catch in it")]
        [DataRow("finally { Indirect(); }", "finally → C.Indirect → C.Catching, which catches")]
        [DataRow("finally { _n = Value; }", "finally → C.get_Value → C.Catching, which catches")]
        [DataRow("finally { new D(); }", "finally → D..ctor, which catches")]
        [DataRow("finally { new F(); }", "finally → F..ctor → D..ctor, which catches")]
        [DataRow("finally { _i.Do(); }", "finally → D.Do, which catches")]
        [DataRow("finally { _b.Act(); }", "finally → E.Act, which catches")]
        [DataRow("finally { Console.WriteLine(); }", "finally → Console.WriteLine, of which is not known that it does not catch")]
        [DataRow("finally { _client.Close(); }", "finally → IMqttClient.Close, of which is not known that it does not catch")]
        [DataRow("finally { _action(); }", "finally → ThreadStart.Invoke, of which is not known that it does not catch")]
        [DataRow("finally { _unknown.Catching(); }", "finally → C.Catching, which catches")]
        [DataRow("finally { _unknown.Nothing(); }", "Nothing, of which nothing is known, is called where an exception may be in flight")]
        public void A_finally_is_followed_to_the_catch(string clause, string problem) => Holds(Find("try { Quiet(); } " + clause), problem);

        [TestMethod]
        [DataRow("using (D d = new D()) { Quiet(); }", "using → D.Dispose → C.Indirect → C.Catching, which catches")]
        [DataRow("using (_i) { Quiet(); }", "using → IDisposable.Dispose, of which is not known that it does not catch")]
        [DataRow("using D d = null;", "using → D.Dispose → C.Indirect → C.Catching, which catches")]
        [DataRow("using (System.Threading.CancellationTokenSource s = new System.Threading.CancellationTokenSource(5)) { Catching(); }", "")]
        [DataRow("foreach (int i in new int[3]) { Catching(); }", "")]
        [DataRow("foreach (object o in new G()) { Quiet(); }", "foreach → H.Dispose, which catches")]
        public void The_end_of_a_using_and_of_a_foreach_is_a_finally_too(string statement, string problem) => Holds(Find(statement), problem);

        private static void Holds(string[] problems, string problem)
        {
            Assert.AreEqual(problem.Length == 0 ? 0 : 1, problems.Length, string.Join("\n", problems));
            if (problem.Length > 0)
            {
                Assert.Contains(problem, problems[0]);
            }
        }

        private static string[] Find(string statements)
        {
            string text = @"
                using System;
                using System.Threading;
                public interface I : IDisposable { void Do(); }
                public class D : I
                {
                    public D() { try { } catch (Exception) { } }
                    public void Do() { try { } catch (Exception) { } }
                    public void Dispose() { new C().Indirect(); }
                }
                public abstract class B { public abstract void Act(); }
                public class E : B { public override void Act() { try { } catch (Exception) { } } }
                public class F { private readonly D _d = new D(); }
                public class G { public H GetEnumerator() { return null; } }
                public class H : IDisposable
                {
                    public object Current => null;
                    public bool MoveNext() { return false; }
                    public void Dispose() { try { } catch (Exception) { } }
                }
                public class C
                {
                    private int _n;
                    private I _i;
                    private B _b;
                    private ThreadStart _action;
                    private nanoFramework.M2Mqtt.IMqttClient _client;
                    private Unknown _unknown;
                    public int Value { get { return Catching(); } }
                    public void Quiet() { _n++; }
                    public void Indirect() { Catching(); }
                    public int Catching() { try { Quiet(); } catch (Exception) { } return 0; }
                    public void Test() { " + statements + @" }
                }";
            return FinallyRule.Find(new List<(string, string)> { ("test.cs", text) });
        }

        private static string RepositoryRoot()
        {
            string folder = AppContext.BaseDirectory;
            while (folder != null && !File.Exists(Path.Combine(folder, "Firmware.sln")))
            {
                folder = Path.GetDirectoryName(folder);
            }

            return folder ?? throw new InvalidOperationException("no Firmware.sln above " + AppContext.BaseDirectory);
        }
    }
}
