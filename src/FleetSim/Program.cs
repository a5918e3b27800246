using System.CommandLine;
using FleetSim.Commands;
using FleetSim.Storage;

RootCommand root = new("FleetSim: a fleet of OMA DM handsets against your DM platform.");
root.Subcommands.Add(RunCommand.Create());
root.Subcommands.Add(ServeCommand.Create());
root.Subcommands.Add(PlatformCommand.Create());
root.Subcommands.Add(ConformanceCommand.Create());
root.Subcommands.Add(InspectCommand.Create());
root.Subcommands.Add(ModelsCommand.Create());
root.Subcommands.Add(DbCommand.Create());
root.Subcommands.Add(FleetCommand.Create());
root.Subcommands.Add(BenchCommand.Create());
root.Subcommands.Add(DecodeCommand.Create());
root.Subcommands.Add(EncodeCommand.Create());
root.Subcommands.Add(FuzzCommand.Create());
try
{
    return await root.Parse(args).InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = TimeSpan.FromMinutes(2) });
}
catch (Exception fault) when (fault is ConfigurationException or StateStoreException)
{
    await Console.Error.WriteLineAsync(fault.Message);
    return ExitCode.BadConfiguration;
}
catch (Exception fault) when (fault is not OutOfMemoryException)
{
    // The outermost frame: a fault of FleetSim itself is shown whole, so that it can be reported.
    await Console.Error.WriteLineAsync(fault.ToString());
    return ExitCode.Failed;
}
