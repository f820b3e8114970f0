using System.CommandLine;
using SensorNet.Cli.CommandLine;
using SensorNet.Cli.Hosting;
using SensorNet.Cli.Views;

namespace SensorNet.Cli.Commands;

/// <summary>The options that say how messages are shown, and for how long.</summary>
internal sealed class ViewOptionSet
{
    private static readonly TimeSpan DurationMin = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan DurationMax = TimeSpan.FromDays(30);

    public Option<bool> Plain { get; } = new("--plain")
    {
        Description = "A line for each message, also on a terminal",
    };

    public Option<bool> Json { get; } = new("--json")
    {
        Description = "A line of JSON for each message (NDJSON)",
    };

    public Option<TimeSpan?> Duration { get; } = CreateDuration();

    public static Option<TimeSpan?> CreateDuration() => CheckedOption.Duration(
        "--duration", "End after this time", DurationMin, DurationMax);

    public void AddTo(Command command)
    {
        command.Add(Plain);
        command.Add(Json);
        command.Add(Duration);
        command.Validators.Add(result =>
        {
            if (result.GetValue(Plain) && result.GetValue(Json))
            {
                result.AddError("--plain and --json exclude each other");
            }
        });
    }

    /// <summary>Beside a web view: a table would hide its address.</summary>
    public IWatchView ChooseBesideWeb(ParseResult parsed, CliContext context) =>
        IsStream(parsed) ? Choose(parsed, context) : StreamView.Connections(context.Out);

    /// <summary>Where a line for people goes that is no message.</summary>
    public TextWriter Notes(ParseResult parsed, CliContext context) => IsStream(parsed) ? context.Error : context.Out;

    public IWatchView Choose(ParseResult parsed, CliContext context) =>
        parsed.GetValue(Json) ? StreamView.Json(context.Out, context.Error)
        : parsed.GetValue(Plain) || context.Terminal is null ? StreamView.Plain(context.Out, context.Error)
        : new LiveView(context.Terminal, context.Charset);

    private bool IsStream(ParseResult parsed) => parsed.GetValue(Json) || parsed.GetValue(Plain);
}
