using FleetSim.Device;
using FleetSim.Scenarios.Population;

namespace FleetSim.Scenarios.Tests.Population;

public sealed class PersonasTests
{
    private static readonly Personas Personas = new(42);

    [Fact]
    public void The_same_seed_is_the_same_people()
    {
        Personas again = new(42), others = new(43);
        Assert.All(Enumerable.Range(0, 2000), i => Assert.Equal(Personas.Of(new Chance(1, i)), again.Of(new Chance(1, i))));
        Assert.Contains(Enumerable.Range(0, 2000), i => Personas.Of(new Chance(1, i)) != others.Of(new Chance(1, i)));
    }

    [Fact]
    public void A_pace_is_between_a_half_and_one_and_a_half()
    {
        Persona[] people = [.. Enumerable.Range(0, 5000).Select(i => Personas.Of(new Chance(1, i)))];
        Assert.All(people, p => Assert.InRange(p.Pace, 0.5, 1.5));
        Assert.All(people, p => Assert.True(p.Name.Length > 0 && p.City.Length > 0));
        Assert.True(people.Distinct().Count() > 2000);
    }
}
