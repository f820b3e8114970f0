using SensorNet.GatewayService.Access;
using SensorNet.GatewayService.Settings;

namespace SensorNet.GatewayService.Tests.Access;

/// <summary>The files of rules.</summary>
[TestClass]
public sealed class AccessLoaderTests
{
    [TestMethod]
    public void A_file_has_as_many_octets_as_it_may_and_no_more()
    {
        string path = Path.GetTempFileName();
        try
        {
            // One comment.
            byte[] most = new byte[AccessLoader.FileBytesMax];
            Array.Fill(most, (byte)'#');
            File.WriteAllBytes(path, most);
            Assert.IsEmpty(AccessLoader.Problems(new AccessSettings { AclFile = path, ListFile = path }));

            File.AppendAllText(path, "#");
            string[] problems = [.. AccessLoader.Problems(new AccessSettings { AclFile = path, ListFile = path }).Select(each => each.ToString())];
            CollectionAssert.AreEquivalent(
                new[] { "Access:AclFile", "Access:ListFile" }.Select(key => $"{key} = \"{path}\": must have at most 16777216 octets").ToArray(),
                problems);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
