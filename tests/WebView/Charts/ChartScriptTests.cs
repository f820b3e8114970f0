using SensorNet.Cli.Tests.Support;
using SensorNet.WebView.Charts;
using SensorNet.WebView.Refresh;

namespace SensorNet.WebView.Tests.Charts;

/// <summary>Charts of a tab that is slow, or that was cut off while it drew.</summary>
[TestClass]
public sealed class ChartScriptTests
{
    private readonly HeldScript _tab = new();
    private readonly TimerTime _time = new();

    [TestMethod]
    public async Task What_comes_while_the_tab_is_busy_is_drawn_after_it_and_only_the_newest_of_it()
    {
        ChartScript script = new ChartScript(_tab, _time);
        Task drawing = script.DrawAsync([Chart(1)]);
        _tab.AnswerImport();
        _tab.Answer();
        Assert.AreSequenceEqual(["import", "start", "draw"], _tab.Calls);

        await script.DrawAsync([Chart(2)]);
        await script.DrawAsync([Chart(3)]);
        Assert.HasCount(3, _tab.Calls);
        _tab.Answer();
        Assert.AreSequenceEqual(["import", "start", "draw", "draw"], _tab.Calls);
        Assert.AreEqual(3, TurnOfLast());
        _tab.Answer();
        await drawing;
        Assert.HasCount(4, _tab.Calls);
    }

    [TestMethod]
    public async Task A_tab_that_does_not_answer_is_told_again_with_the_next_charts()
    {
        ChartScript script = new ChartScript(_tab, _time);
        Task first = script.DrawAsync([Chart(1)]);
        _tab.AnswerImport();
        _tab.Answer();
        _time.Fire(ScriptCalls.AnswerMax);
        await first;

        Task second = script.DrawAsync([Chart(2)]);
        Assert.AreSequenceEqual(["import", "start", "draw", "draw"], _tab.Calls);
        Assert.AreEqual(2, TurnOfLast());
        Assert.IsFalse(second.IsCompleted);
    }

    [TestMethod]
    public async Task A_beginning_that_had_no_answer_is_made_again()
    {
        ChartScript script = new ChartScript(_tab, _time);
        Task first = script.DrawAsync([Chart(1)]);
        _time.Fire(ScriptCalls.AnswerMax);
        await first;
        _tab.Answer(); // Nobody waits for it any more.

        Task second = script.DrawAsync([Chart(2)]);
        _tab.AnswerImport();
        _time.Fire(ScriptCalls.AnswerMax);
        await second;
        _tab.Answer(); // Nor for this.

        _ = script.DrawAsync([Chart(3)]);
        _tab.Answer();
        Assert.AreSequenceEqual(["import", "import", "start", "start", "draw"], _tab.Calls);
        Assert.AreSame(_tab.Arguments[2][0], _tab.Arguments[3][0], "the script is told of one object alone");
    }

    [TestMethod]
    public async Task Charts_that_wait_when_the_page_is_left_are_not_drawn()
    {
        ChartScript script = new ChartScript(_tab, _time);
        Task drawing = script.DrawAsync([Chart(1)]);
        _tab.AnswerImport();
        _tab.Answer();
        await script.DrawAsync([Chart(2)]);
        ValueTask left = script.DisposeAsync();
        _tab.Answer();
        _tab.Answer();
        await drawing;
        await left;
        Assert.AreSequenceEqual(["import", "start", "draw", "stop"], _tab.Calls);
    }

    private static ChartData Chart(int turn) => new("c", "", turn, 0, 0, 0, 0, 0, []);

    private int TurnOfLast() => ((IReadOnlyList<ChartData>)_tab.Arguments[^1][0]!)[0].Turn;
}
