using System.CommandLine;
using System.Text;
using FleetSim.Device;
using FleetSim.Models;
using FleetSim.Scenarios.Configuration;
using FleetSim.Scenarios.Population;
using FleetSim.Scenarios.Population.Models;

namespace FleetSim.Commands;

/// <summary><c>fleetsim models list|show ID|export-ddf ID|validate FILE</c>: the handset models, those that ship and one's own.</summary>
public static class ModelsCommand
{
    private static readonly Option<string?> Folder = new("--models") { Description = "Folder with handset models of your own.", Recursive = true };

    public static Command Create()
    {
        Command command = new("models", "Shows handset models, writes their device descriptions and checks model files.") { Folder };
        foreach (Command part in (Command[])[List(), Show(), ExportDdf(), Validate()]) command.Subcommands.Add(part);
        return command;
    }

    private static Command List()
    {
        Option<bool> json = new("--json") { Description = "As JSON." };
        Command command = new("list", "All models: id, maker and model, DM version, encoding, what each stands for.") { json };
        command.SetAction(parsed =>
        {
            IReadOnlyList<HandsetModel> models = Catalogue(parsed).All;
            TextWriter output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(json)) output.WriteLine(ModelJson.Of(models));
            else ModelText.WriteList(models, output);
            return ExitCode.Passed;
        });
        return command;
    }

    private static Command Show()
    {
        Argument<string> id = Id();
        Option<bool> json = new("--json") { Description = "As JSON." };
        Command command = new("show", "One model: its tree with access and values, and the switches that are not as by default.") { id, json };
        command.SetAction(parsed =>
        {
            HandsetModel model = Find(parsed, id);
            TextWriter output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(json)) output.WriteLine(ModelJson.Of(model));
            else ModelText.Write(model, output);
            return ExitCode.Passed;
        });
        return command;
    }

    private static Command ExportDdf()
    {
        Argument<string> id = Id();
        Option<string?> file = new("--output", "-o") { Description = "File to write; default: standard output." };
        Command command = new("export-ddf", "Writes the device description (DDF) of a model for the DM platform.") { id, file };
        command.SetAction(parsed =>
        {
            string document = DdfText.Of(Find(parsed, id));
            if (parsed.GetValue(file) is not { } path) parsed.InvocationConfiguration.Output.Write(document);
            else WriteFile(path, document);
            return ExitCode.Passed;
        });
        return command;
    }

    private static Command Validate()
    {
        Argument<string> file = new("file") { Description = "A model file; its device description must lie beside it." };
        Command command = new("validate", "Checks a model file and its device description: every mistake with file, line and cure. Exit code 2 when there is one.") { file };
        command.SetAction(parsed =>
        {
            string path = parsed.GetValue(file)!;
            FileFolder folder = new(Path.GetDirectoryName(path) ?? "");
            byte[] octets = folder.Open(Path.GetFileName(path)) ?? throw new ConfigurationException($"{path}: there is no such file");
            HandsetModel? model = ModelReader.Read(octets, folder.Open, out IReadOnlyList<ConfigError> errors);
            foreach (ConfigError error in errors) parsed.InvocationConfiguration.Error.WriteLine($"{(error.File is { } other ? Path.Combine(folder.Path, other) : path)}:{error.Line}: {error.Message}");
            if (model is null) return ExitCode.BadConfiguration;
            parsed.InvocationConfiguration.Output.WriteLine($"{path}: {model.Id}, {model.Manufacturer} {model.Model}, {model.Tree.Nodes.Count} nodes: no mistakes");
            return ExitCode.Passed;
        });
        return command;
    }

    private static Argument<string> Id() => new("id") { Description = "Id of a model, as list shows it." };

    private static ModelCatalogue Catalogue(ParseResult parsed) => parsed.GetValue(Folder) is { } folder ? new FileFolder(folder).Models() : ShippedModels.Catalogue;

    /// <exception cref="ConfigurationException">There is no such model.</exception>
    private static HandsetModel Find(ParseResult parsed, Argument<string> id)
    {
        ModelCatalogue catalogue = Catalogue(parsed);
        return catalogue.Find(parsed.GetValue(id)!) ?? throw new ConfigurationException($"'{parsed.GetValue(id)}' is no model; there are: {string.Join(", ", catalogue.All.Select(m => m.Id))}");
    }

    private static void WriteFile(string path, string text)
    {
        try
        {
            File.WriteAllText(path, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException($"{path}: cannot be written: {refusal.Message}", refusal);
        }
    }
}
