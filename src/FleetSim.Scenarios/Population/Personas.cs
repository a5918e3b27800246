using Bogus;
using FleetSim.Device;

namespace FleetSim.Scenarios.Population;

/// <summary>Somebody who owns a handset: a name to recognise in a trace, and a temper.</summary>
/// <param name="Name">Chinese name.</param>
/// <param name="Pace">Factor on the scenario's think time, 0.5 to 1.5.</param>
public sealed record Persona(string Name, string City, double Pace);

/// <summary>Some thousand personas, made once per scenario; handsets pick theirs by arithmetic.</summary>
public sealed class Personas
{
    public const int Count = 4096;

    private readonly Persona[] _all;

    public Personas(ulong seed)
    {
        Faker faker = new("zh_CN") { Random = new Randomizer((int)(seed & 0x7FFFFFFF)) };
        _all = [.. Enumerable.Range(0, Count).Select(_ => new Persona(faker.Name.LastName() + faker.Name.FirstName(), faker.Address.City(), faker.Random.Double(0.5, 1.5)))];
    }

    public Persona Of(Chance chance) => _all[chance.Below(ChancePurpose.Persona, 0, Count)];
}
