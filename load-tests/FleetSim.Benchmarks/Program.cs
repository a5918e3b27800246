using BenchmarkDotNet.Running;
using FleetSim.Benchmarks.Works;
using FleetSim.Benchmarks.Yardstick;

// dotnet run -c Release --project load-tests/FleetSim.Benchmarks -- WHAT
switch (args)
{
    case ["--check-allocations"]: return AllocationBudget.Check(Console.Out) ? 0 : 1;
    case ["--measure-allocations"]: AllocationBudget.Print(Console.Out); return 0;
    case ["yardstick"]: return Comparison.Run(Console.Out) ? 0 : 1;
    case []:
        Console.WriteLine("WHAT is yardstick | --check-allocations | --measure-allocations | arguments of BenchmarkDotNet, such as --filter '*'");
        return 2;
    default:
        BenchmarkSwitcher.FromAssembly(typeof(ProtocolBenchmarks).Assembly).Run(args);
        return 0;
}
