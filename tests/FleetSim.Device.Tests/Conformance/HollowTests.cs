using System.Reflection;
using FleetSim.Device.Quirks;

namespace FleetSim.Device.Tests.Conformance;

/// <summary>No test of a row is hollow: with the quirk that breaks the row, at least one of the row's tests fails.</summary>
public sealed class HollowTests
{
    public static TheoryData<string> Rows => [.. QuirkCatalogue.All.Select(quirk => quirk.Row)];

    [Theory]
    [MemberData(nameof(Rows))]
    public void The_rows_tests_fail_with_the_rows_quirk(string row)
    {
        MethodInfo[] tests = [.. TestsOf(row)];
        Assert.True(tests.Length > 0, $"no test of this project has the trait row = {row}");
        int failed = 0;
        Support.Conformance.With(QuirkCatalogue.Find(row)!, () => failed = tests.Sum(test => CasesOf(test).Count(arguments => Fails(test, arguments))));
        Assert.True(failed > 0, $"{QuirkCatalogue.Find(row)!.Name}: none of these fails: {string.Join(", ", tests.Select(t => $"{t.DeclaringType!.Name}.{t.Name}"))}");
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void Without_a_quirk_they_pass(string row) =>
        Assert.All(TestsOf(row), test => Assert.All(CasesOf(test), arguments => Assert.False(Fails(test, arguments), $"{test.DeclaringType!.Name}.{test.Name} fails when it is called from here")));

    private static IEnumerable<MethodInfo> TestsOf(string row) => typeof(HollowTests).Assembly.GetTypes().SelectMany(type => type.GetMethods()).Where(method => Traits(method).Contains(row));

    private static IEnumerable<string> Traits(MethodInfo method) =>
        method.GetCustomAttributesData().Concat(method.DeclaringType!.GetCustomAttributesData())
            .Where(a => a.AttributeType == typeof(TraitAttribute) && (string)a.ConstructorArguments[0].Value! == "row").Select(a => (string)a.ConstructorArguments[1].Value!);

    /// <summary>The arguments of each case: one empty set for a fact.</summary>
    private static IEnumerable<object?[]> CasesOf(MethodInfo test)
    {
        if (test.GetParameters().Length == 0) return [[]];
        IEnumerable<object?[]> inline = test.GetCustomAttributesData().Where(a => a.AttributeType == typeof(InlineDataAttribute)).Select(a => Inline(a, test));
        IEnumerable<object?[]> members = test.GetCustomAttributes<MemberDataAttribute>().SelectMany(a => Rowed(test.DeclaringType!, a.MemberName));
        return inline.Concat(members);
    }

    private static object?[] Inline(CustomAttributeData data, MethodInfo test)
    {
        ParameterInfo[] parameters = test.GetParameters();
        IEnumerable<CustomAttributeTypedArgument> values = data.ConstructorArguments is [{ Value: IReadOnlyCollection<CustomAttributeTypedArgument> all }] ? all : data.ConstructorArguments;
        return [.. values.Select((value, i) => As(parameters[i].ParameterType, value.Value))];
    }

    private static object? As(Type type, object? value) =>
        value is null ? null : type.IsEnum ? Enum.ToObject(type, value) : type.IsPrimitive ? Convert.ChangeType(value, type, System.Globalization.CultureInfo.InvariantCulture) : value;

    private static IEnumerable<object?[]> Rowed(Type type, string member)
    {
        const BindingFlags Anywhere = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.FlattenHierarchy;
        object? data = type.GetProperty(member, Anywhere)?.GetValue(null) ?? type.GetField(member, Anywhere)?.GetValue(null) ?? type.GetMethod(member, Anywhere)?.Invoke(null, null);
        return ((IEnumerable<ITheoryDataRow>)data!).Select(row => row.GetData());
    }

    private static bool Fails(MethodInfo test, object?[] arguments)
    {
        try
        {
            object instance = Activator.CreateInstance(test.DeclaringType!)!;
            test.Invoke(instance, arguments);
            (instance as IDisposable)?.Dispose();
            return false;
        }
        catch (TargetInvocationException thrown) when (thrown.InnerException is not null)
        {
            return true;
        }
    }
}
