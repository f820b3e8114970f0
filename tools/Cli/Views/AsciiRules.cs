using Spectre.Console;
using Spectre.Console.Rendering;

namespace SensorNet.Cli.Views;

/// <summary><see cref="TableBorder.Horizontal"/> for terminals that have no such lines.</summary>
internal sealed class AsciiRules : TableBorder
{
    public override string GetPart(TableBorderPart part) => Horizontal.GetPart(part) == " " ? " " : "-";
}
