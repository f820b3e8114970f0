using System.CommandLine;

namespace SensorNet.Benchmarks.StateMachine;

/// <summary>The gateway's state machine without I/O: messages a second on one core, and octets a client.</summary>
internal static class StateMachineCommand
{
    public static Command Create()
    {
        Command command = new Command("statemachine", "The gateway's state machine on one core, without sockets");
        command.SetAction(_ =>
        {
            PublishRate.Print();
            ClientPublishRate.Print();
            ClientMemory.Print();
            return 0;
        });
        return command;
    }
}
