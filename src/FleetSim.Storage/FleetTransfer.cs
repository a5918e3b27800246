using FleetSim.Storage.Transfer;

namespace FleetSim.Storage;

/// <summary>Carries a fleet between machines and databases in one file. No node may run it meanwhile.</summary>
/// <param name="plan">Where the fleet lies, or shall lie.</param>
/// <param name="progress">Told now and then how many handsets are through.</param>
public sealed class FleetTransfer(StatePlan plan, Action<long> progress)
{
    private const int ProgressEvery = 50_000;

    /// <summary>Writes the fleet with the named files of its state directory; those that are missing are left out.</summary>
    /// <returns>Handsets written.</returns>
    /// <exception cref="StateStoreException">The store cannot be read.</exception>
    public long Export(Stream to, IReadOnlyDictionary<string, string> files)
    {
        plan.Prepare();
        using FleetFileWriter writer = new(to);
        foreach ((string name, string path) in files.OrderBy(f => f.Key, StringComparer.Ordinal).Where(f => File.Exists(f.Value)))
        {
            using FileStream content = File.OpenRead(path);
            writer.File(name, content);
        }
        foreach (ControlRow row in plan.ControlTable.Read()) writer.Control(row);
        using IStateReader reader = plan.OpenReader();
        long handsets = 0;
        foreach (var (key, state) in Watched(reader.Scan()))
        {
            writer.State(key, state);
            handsets++;
        }
        foreach (var message in reader.Messages()) writer.Message(message);
        foreach (var (name, value) in reader.Notes()) writer.Note(name, value);
        writer.Complete();
        return handsets;
    }

    /// <summary>Reads a fleet file into an empty store, or in place of what is there. A file that is not whole changes nothing.</summary>
    /// <param name="from">A stream that can be read twice: first its check value is compared.</param>
    /// <param name="name">What messages call the file.</param>
    /// <param name="replace">False: a store that holds a fleet is refused.</param>
    /// <param name="file">Where a file of the state directory goes; null: it is left out.</param>
    /// <returns>Handsets read.</returns>
    /// <exception cref="StateStoreException">The file is not a fleet file, of another version, cut or altered, or the store is not empty.</exception>
    public long Import(Stream from, string name, bool replace, Func<string, Stream?> file)
    {
        FleetFileReader.Verify(from, name);
        plan.Prepare();
        try
        {
            return Import(from, replace, file);
        }
        catch (Exception fault) when (fault is EndOfStreamException or InvalidDataException or FormatException)
        {
            throw new StateStoreException($"{name} is not a fleet file that this FleetSim reads ({fault.Message.TrimEnd('.')}). Nothing was imported.", fault);
        }
    }

    private long Import(Stream from, bool replace, Func<string, Stream?> file)
    {
        using IFleetImport import = plan.BeginImport(replace);
        using FleetFileReader reader = new(from);
        while (reader.Kind == FleetFile.Kind.File) CopyFile(reader, file);
        List<ControlRow> control = [.. reader.Controls()];
        long handsets = 0;
        import.States(Watched(reader.States()).Select(row =>
        {
            handsets++;
            return row;
        }));
        import.Messages(reader.Messages());
        import.Notes(reader.Notes());
        reader.End();
        // The run's manifest first: without a fleet it is no run, and the import can be made again.
        plan.ControlTable.Replace(control);
        import.Commit();
        return handsets;
    }

    private static void CopyFile(FleetFileReader reader, Func<string, Stream?> file)
    {
        (string name, long octets) = reader.File();
        using Stream content = file(name) ?? Stream.Null;
        reader.FileOctets(octets, content);
    }

    private IEnumerable<(long Key, StoredState State)> Watched(IEnumerable<(long Key, StoredState State)> rows)
    {
        long count = 0;
        foreach (var row in rows)
        {
            yield return row;
            if (++count % ProgressEvery == 0) progress(count);
        }
    }
}
