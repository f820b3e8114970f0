using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SensorNet.GatewayService.Access;
using SensorNet.GatewayService.Hosting;
using SensorNet.GatewayService.Persistence;
using SensorNet.GatewayService.Persistence.Log;
using SensorNet.GatewayService.Settings;
using SensorNet.GatewayService.Settings.Table;
using SensorNet.GatewayService.Transport.Dtls;
using SensorNet.GatewayService.Transport.Protection;

const string CheckOption = "--check";

if (args is ["--help" or "-h" or "-?"])
{
    Console.WriteLine(Usage.Text());
    return ExitCode.Success;
}

bool isCheck = args.Contains(CheckOption);
SettingSources sources = new SettingSources([.. args.Where(argument => argument != CheckOption)], AppContext.BaseDirectory);
IReadOnlyList<SettingProblem> problems = ServiceSettingsLoader.Load(sources.All, sources.Written, out ServiceSettings? settings);
List<SettingProblem> fileProblems = [];
DtlsParts? dtls = settings is null ? null : DtlsParts.Load(settings, fileProblems);
using ProtectionParts? protection = settings is null ? null : ProtectionParts.Load(settings, fileProblems, isCheck);
problems = [.. sources.Problems, .. problems, .. fileProblems, .. AccessLoader.Problems(settings?.Access)];
if (problems.Count > 0 || settings is null)
{
    Console.Error.WriteLine(
        $"{(isCheck ? "" : "The gateway does not start: ")}{problems.Count} problem{(problems.Count == 1 ? "" : "s")} with the settings.");
    foreach (SettingProblem problem in problems)
    {
        Console.Error.WriteLine($"  {problem}");
    }

    return ExitCode.BadSettings;
}

if (isCheck)
{
    Console.WriteLine("The settings are right.");
    return ExitCode.Success;
}

HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
builder.Logging.SetMinimumLevel(settings.Logging.Level);
builder.Logging.AddSimpleConsole(console =>
{
    console.SingleLine = true;
    console.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ ";
    console.UseUtcTimestamp = true;
});

// The host logs why it does not start with all frames, and throws it: it is said once, below.
builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
builder.Services.Configure<ConsoleLifetimeOptions>(console => console.SuppressStatusMessages = true);
builder.Services.Configure<HostOptions>(
    host => host.ShutdownTimeout = TimeSpan.FromMilliseconds(settings.Gateway.StopTimeoutMs) + GatewayHost.StopMargin);
builder.Services.AddSingleton(settings);
builder.Services.AddSingleton(new SecuredParts(dtls, protection));
builder.Services.AddSingleton<GatewayHost>();
builder.Services.AddHostedService(services => services.GetRequiredService<GatewayHost>());
using IHost app = builder.Build();
GatewayHost gateway = app.Services.GetRequiredService<GatewayHost>();
try
{
    app.Run();
}
catch (OperationCanceledException)
{
    // It was asked to stop before it had started.
    return ExitCode.Success;
}
catch (Exception e) when (e is StoreException or StoreTakenException)
{
    Console.Error.WriteLine($"The gateway does not start: {e.Message}");
    return ExitCode.CannotKeep;
}
catch (IOException e)
{
    Console.Error.WriteLine($"The gateway does not start: {e.Message}");
    return ExitCode.CannotListen;
}

return gateway.HasFailed ? ExitCode.Failed : ExitCode.Success;
