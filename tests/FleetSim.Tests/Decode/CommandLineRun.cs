using System.CommandLine;
using FleetSim.Commands;

namespace FleetSim.Tests.Decode;

/// <summary>The commands in this process, with their real parsers.</summary>
internal sealed record CommandLineRun(int Code, string Output, string Error)
{
    public static CommandLineRun Of(params string[] arguments)
    {
        using StringWriter output = new() { NewLine = "\n" };
        using StringWriter error = new() { NewLine = "\n" };
        RootCommand root = new("test") { DecodeCommand.Create(), EncodeCommand.Create(), FuzzCommand.Create(), ModelsCommand.Create(), BenchCommand.Create() };
        int code = root.Parse(arguments).Invoke(new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false });
        return new CommandLineRun(code, output.ToString(), error.ToString());
    }

    /// <summary>The command on octets that lie in a file of their own.</summary>
    public static CommandLineRun On(byte[] input, string command, params string[] options)
    {
        string file = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(file, input);
            return Of([command, file, .. options]);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
