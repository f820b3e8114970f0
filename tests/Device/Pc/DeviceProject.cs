using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Xml.Linq;

namespace SensorNet.Device.Tests
{
    /// <summary>What a .nfproj of tests/Device says. Paths are relative to tests/Device and have slashes.</summary>
    public sealed class DeviceProject
    {
        private readonly List<string> _emptyPatterns = new List<string>();
        private readonly HashSet<string> _sources = new HashSet<string>(StringComparer.Ordinal);
        private readonly XElement _root;
        private readonly string _folder;

        private DeviceProject(string path)
        {
            _root = XDocument.Load(path).Root;
            _folder = Path.GetDirectoryName(path);
            Name = Relative(path);
            ReadSources();
        }

        /// <summary>The folder tests/Device.</summary>
        public static string Root { get; } = Path.GetDirectoryName(Path.GetDirectoryName(ThisFile()));

        /// <summary>The project file.</summary>
        public string Name { get; }

        /// <summary>The assembly's name.</summary>
        public string AssemblyName => Value("AssemblyName");

        /// <summary>Whether its tests are run.</summary>
        public bool IsTest => Value("IsTestProject") == "true";

        /// <summary>The project's GUID in capital letters and braces.</summary>
        public string Guid => Value("ProjectGuid").ToUpperInvariant();

        /// <summary>The files it compiles, without those of imported projects.</summary>
        public IReadOnlyCollection<string> Sources => _sources;

        /// <summary>All projects for the device in tests/Device.</summary>
        public static List<DeviceProject> All() => Files(Root, "*.nfproj", true).Select(f => new DeviceProject(f)).ToList();

        /// <summary>The sources that are meant for the device: all but those for a PC alone and the assemblies' attributes.</summary>
        public static IEnumerable<string> TestSources()
        {
            return Files(Root, "*.cs", true).Select(Relative)
                .Where(f => !f.StartsWith("Pc/", StringComparison.Ordinal) && !f.Contains("Properties/", StringComparison.Ordinal));
        }

        /// <summary>How often it refers to an assembly.</summary>
        public int References(string assembly) => Named("Reference").Count(e => (string)e.Attribute("Include") == assembly);

        /// <summary>What is wrong with the files it names.</summary>
        public IEnumerable<string> Problems()
        {
            foreach (string pattern in _emptyPatterns)
            {
                yield return Name + ": nothing matches " + pattern;
            }

            string settings = Value("RunSettingsFilePath").Replace("$(MSBuildProjectDirectory)", _folder).Replace('\\', '/');
            if (IsTest && Path.GetFullPath(settings) != Path.Combine(Root, "nano.runsettings"))
            {
                yield return Name + ": RunSettingsFilePath is not tests/Device/nano.runsettings";
            }

            if (!File.Exists(Path.Combine(_folder, "packages.config")))
            {
                yield return Name + ": packages.config is not beside it";
            }
        }

        private static string ThisFile([CallerFilePath] string path = "") => path;

        private static string Relative(string path) => Path.GetRelativePath(Root, path).Replace('\\', '/');

        // A build's own folders are left out: they hold generated sources.
        private static IEnumerable<string> Files(string folder, string pattern, bool isRecursive)
        {
            return Directory.GetFiles(folder, pattern, isRecursive ? SearchOption.AllDirectories : SearchOption.TopDirectoryOnly)
                .Where(f => !Relative(f).Split('/').Any(part => part == "bin" || part == "obj"));
        }

        private void ReadSources()
        {
            foreach (XElement compile in Named("Compile"))
            {
                string include = (string)compile.Attribute("Include");
                if (include == null)
                {
                    _sources.ExceptWith(Matches((string)compile.Attribute("Remove")));
                    continue;
                }

                List<string> found = Matches(include);
                _sources.UnionWith(found);
                if (found.Count == 0)
                {
                    _emptyPatterns.Add(include);
                }
            }
        }

        private List<string> Matches(string pattern)
        {
            string full = Path.Combine(_folder, pattern.Replace('\\', '/'));
            string folder = Path.GetDirectoryName(full);
            bool isRecursive = Path.GetFileName(folder) == "**";
            folder = Path.GetFullPath(isRecursive ? Path.GetDirectoryName(folder) : folder);
            return Directory.Exists(folder) ? Files(folder, Path.GetFileName(full), isRecursive).Select(Relative).ToList() : new List<string>();
        }

        private IEnumerable<XElement> Named(string name) => _root.Descendants().Where(e => e.Name.LocalName == name);

        private string Value(string name) => Named(name).Select(e => e.Value).FirstOrDefault() ?? "";
    }
}
