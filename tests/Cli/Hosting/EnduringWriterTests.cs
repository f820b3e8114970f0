using SensorNet.Cli.Hosting;

namespace SensorNet.Cli.Tests.Hosting;

[TestClass]
public sealed class EnduringWriterTests
{
    [TestMethod]
    public void Everything_goes_to_the_output_in_lines_of_its_own()
    {
        using StringWriter output = new StringWriter { NewLine = "\n" };
        using EnduringWriter writer = new EnduringWriter(output, TextWriter.Null);
        writer.WriteLine("a line");
        writer.WriteLine();
        writer.Write('x');
        writer.Write("y");
        writer.Write(['z']);
        writer.Write(7);
        Assert.AreEqual("a line\n\nxyz7", output.ToString());
    }

    [TestMethod]
    [DataRow(true, "")]
    [DataRow(false, "standard output cannot be written to, and ends here: no space left\n")]
    public void After_a_write_that_fails_there_are_no_more(bool isClosed, string expected)
    {
        using FailingWriter output = new FailingWriter(isClosed);
        using StringWriter error = new StringWriter { NewLine = "\n" };
        using EnduringWriter writer = new EnduringWriter(output, error);
        writer.WriteLine("first");
        writer.WriteLine("second");
        writer.Flush();
        Assert.AreEqual(1, output.Writes);
        Assert.AreEqual(expected, error.ToString());
    }

    /// <summary>Standard output whose reader has gone, or whose disk is full.</summary>
    private sealed class FailingWriter(bool isClosed) : StringWriter
    {
        public int Writes { get; private set; }

        public override void WriteLine(string? value)
        {
            Writes++;
            IOException cause = new IOException("no space left");
            throw isClosed ? new OutputClosedException(cause) : cause;
        }
    }
}
