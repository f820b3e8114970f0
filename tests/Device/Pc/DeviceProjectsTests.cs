using System.Collections.Generic;
using System.IO;
using System.Linq;
using nanoFramework.TestFramework;

namespace SensorNet.Device.Tests
{
    /// <summary>A test runs on the device only where a project for the device compiles it: what the .nfproj of tests/Device say.</summary>
    [TestClass]
    public class DeviceProjectsTests
    {
        private const string TestAssembly = "NFUnitTest";

        [TestMethod]
        public void Each_source_is_compiled_by_a_device_test_project()
        {
            List<DeviceProject> projects = TestProjects();
            string forgotten = Lines(DeviceProject.TestSources().Where(s => !projects.Any(p => p.Sources.Contains(s))));
            Assert.AreEqual("", forgotten, "in no Device.Tests.*.nfproj: " + forgotten);
        }

        [TestMethod]
        public void Each_test_class_runs_in_exactly_one_project()
        {
            List<DeviceProject> projects = TestProjects();
            string wrong = Lines(DeviceProject.TestSources().Where(s => HasTests(s) && projects.Count(p => p.Sources.Contains(s)) != 1)
                .Select(s => s + " (" + string.Join(" ", projects.Where(p => p.Sources.Contains(s)).Select(p => p.Name)) + ")"));
            Assert.AreEqual("", wrong, "not in exactly one Device.Tests.*.nfproj: " + wrong);
        }

        [TestMethod]
        public void Each_test_project_makes_the_assembly_that_the_launcher_loads()
        {
            List<DeviceProject> projects = TestProjects();
            Assert.IsTrue(projects.Count > 1, projects.Count.ToString() + " test projects");
            string wrong = Lines(projects
                .Where(p => p.AssemblyName != TestAssembly || p.References("nanoFramework.UnitTestLauncher") != 1)
                .Select(p => p.Name));
            Assert.AreEqual("", wrong, "AssemblyName is not NFUnitTest, or the launcher is not referred to: " + wrong);
        }

        [TestMethod]
        public void A_library_for_tests_holds_no_test()
        {
            string wrong = Lines(DeviceProject.All()
                .Where(p => !p.IsTest && (p.AssemblyName == TestAssembly || p.Sources.Any(HasTests)))
                .Select(p => p.Name));
            Assert.AreEqual("", wrong, "IsTestProject is missing: " + wrong);
        }

        [TestMethod]
        public void Each_pattern_of_a_project_matches_a_file_and_each_project_has_the_run_settings_and_its_packages()
        {
            string wrong = Lines(DeviceProject.All().SelectMany(p => p.Problems()));
            Assert.AreEqual("", wrong, wrong);
        }

        [TestMethod]
        public void The_solution_holds_each_project_and_builds_it_for_the_device()
        {
            string solution = File.ReadAllText(Path.Combine(DeviceProject.Root, "..", "..", "Firmware.sln"));
            string wrong = Lines(DeviceProject.All()
                .Where(p => !solution.Contains("\"tests\\Device\\" + p.Name.Replace('/', '\\') + "\", \"" + p.Guid + "\"")
                    || !solution.Contains(p.Guid + ".Device|Any CPU.Build.0 = Release|Any CPU")
                    || !solution.Contains(p.Guid + ".Device|Any CPU.Deploy.0 = Release|Any CPU"))
                .Select(p => p.Name));
            Assert.AreEqual("", wrong, "not in Firmware.sln, or not built there: " + wrong);
        }

        private static List<DeviceProject> TestProjects() => DeviceProject.All().Where(p => p.IsTest).ToList();

        private static bool HasTests(string source) => File.ReadAllText(Path.Combine(DeviceProject.Root, source)).Contains("[TestClass]");

        private static string Lines(IEnumerable<string> lines) => string.Join("\n", lines.OrderBy(l => l, System.StringComparer.Ordinal));
    }
}
