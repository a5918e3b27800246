namespace FleetSim.Run;

/// <summary>The files that come with a fleet from elsewhere: written aside, put in their places when the fleet is in.</summary>
public sealed class CarriedFiles : IDisposable
{
    private readonly Dictionary<string, string> _places;
    private readonly string _aside;
    private readonly List<string> _written = [];

    public CarriedFiles(string directory)
    {
        _places = new(StateFiles.Carried(directory));
        _aside = Directory.CreateDirectory(Path.Combine(directory, ".import-" + Path.GetRandomFileName())).FullName;
    }

    /// <returns>Null: no run keeps a file of that name.</returns>
    public Stream? Create(string name)
    {
        if (!_places.ContainsKey(name)) return null;
        _written.Add(name);
        return File.Create(Path.Combine(_aside, name));
    }

    /// <summary>What was there goes, also where nothing comes in its place.</summary>
    public void Commit()
    {
        foreach ((string name, string place) in _places)
        {
            File.Delete(place);
            if (_written.Contains(name)) File.Move(Path.Combine(_aside, name), place);
        }
    }

    public void Dispose() => Directory.Delete(_aside, recursive: true);
}
