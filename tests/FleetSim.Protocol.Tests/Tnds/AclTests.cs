using System.Text;
using CsCheck;
using FleetSim.Protocol.Tests.SyncMl;
using FleetSim.Protocol.Tnds;

namespace FleetSim.Protocol.Tests.Tnds;

[Trait("spec", "OMA-TS-DM_TND-V1_2_1, 7 (ACL)")]
public sealed class AclTests
{
    [Fact]
    public void Servers_are_named_command_by_command()
    {
        Acl acl = Parsed("Add=a+b&Get=*");
        Assert.Equal(["a", "b"], acl.Servers(AclCommands.Add));
        Assert.Equal(["*"], acl.Servers(AclCommands.Get));
        Assert.Empty(acl.Servers(AclCommands.Replace));
    }

    [Theory]
    [InlineData("srv", true)]
    [InlineData("srv2", false)]
    [InlineData("rv", false)]
    [InlineData("SRV", false)]
    [InlineData("", false)]
    [InlineData("*", false)]
    [InlineData("srv+srv3", false)]
    public void A_server_is_compared_by_its_whole_name(string server, bool allowed) =>
        Assert.Equal(allowed, Parsed("Replace=srv+srv3").Allows(AclCommands.Replace, server));

    [Fact]
    public void All_commands_asked_for_must_be_granted()
    {
        Acl acl = Parsed("Add=a&Get=*");
        Assert.True(acl.Allows(AclCommands.Add | AclCommands.Get, "a"));
        Assert.False(acl.Allows(AclCommands.Add | AclCommands.Get, "b"));
        Assert.True(acl.Allows(AclCommands.Get, "b"));
        Assert.False(acl.Allows(AclCommands.Delete, "a"));
    }

    [Theory]
    [InlineData("Add", 0, "a grant without an equals sign")]
    [InlineData("Get=*&", 6, "a grant without an equals sign")]
    [InlineData("Copy=*", 0, "a command that has no place in an access control list")]
    [InlineData("get=*", 0, "a command that has no place in an access control list")]
    [InlineData("Add, Get=*", 0, "a command that has no place in an access control list")]
    [InlineData("None=*", 0, "a command that has no place in an access control list")]
    [InlineData("Get=*&Get=a", 6, "the same command twice")]
    [InlineData("Get=", 0, "not a server identifier")]
    [InlineData("Add=a&Get=a++b", 6, "not a server identifier")]
    [InlineData("Get=*+a", 0, "not a server identifier")]
    [InlineData("Get=a b", 0, "not a server identifier")]
    [InlineData("Get=a=b", 0, "not a server identifier")]
    [InlineData("Replace=* & Get=*", 0, "not a server identifier")]
    public void A_malformed_list_is_refused_at_its_grant(string text, int at, string reason)
    {
        Decoded<Acl> decoded = Acl.Parse(text);
        Assert.Equal((DecodeStatus.Invalid, at, reason), (decoded.Status, decoded.Offset, decoded.Reason));
    }

    [Fact]
    public void A_list_has_a_limit() => Assert.Equal(DecodeStatus.Invalid, Acl.Parse($"Get={new string('a', Acl.MaxCharacters)}").Status);

    [Fact]
    public void An_empty_list_inherits_the_whole_of_the_ancestors_list()
    {
        Assert.True(Parsed("").IsEmpty);
        Assert.Same(Acl.RootDefault, Parsed("").Inherit(Acl.RootDefault));
        Acl own = Parsed("Delete=a");
        Assert.Same(own, own.Inherit(Acl.RootDefault));
        Assert.False(own.Inherit(Acl.RootDefault).Allows(AclCommands.Get, "a"));
        Assert.Equal("Add=*&Get=*", Acl.RootDefault.ToString());
    }

    [Fact]
    public void A_removed_account_leaves_the_list()
    {
        Acl acl = Parsed("Add=a&Get=a+b&Replace=*");
        Assert.Equal("Get=b&Replace=*", acl.Without("a", isRoot: false).ToString());
        Assert.Equal("Add=*&Get=b&Replace=*", acl.Without("a", isRoot: true).ToString());
    }

    [Fact]
    public void What_is_written_is_read_again() =>
        Gen.Char["abc.:/@-é"].Array[1, 6].Select(chars => new string(chars)).Array[0, 3].Array[5].Sample(servers =>
        {
            string text = string.Join('&', new[] { "Add", "Delete", "Exec", "Get", "Replace" }.Zip(servers).Where(g => g.Second.Length > 0).Select(g => $"{g.First}={string.Join('+', g.Second)}"));
            return Acl.Parse(text) is { IsDone: true, Value: { } acl } && acl.ToString() == text && acl.Equals(Acl.Parse(acl.ToString()).Value);
        }, iter: 1_000);

    [Fact]
    public void Any_text_is_a_list_or_refused() =>
        Mutation.Sample([.. new[] { "Add=a+b&Get=*", "Replace=*&Get=*&Add=*&Delete=*&Exec=*", "Get=server.example" }.Select(Encoding.UTF8.GetBytes)], octets =>
        {
            string text = Encoding.UTF8.GetString(octets);
            Decoded<Acl> decoded = Acl.Parse(text);
            return decoded.IsDone ? decoded.Value.Equals(Acl.Parse(decoded.Value.ToString()).Value) : decoded.Offset <= text.Length && decoded.Reason is not null;
        });

    [Fact]
    public void The_list_of_a_published_client_is_read()
    {
        string[] lines = Encoding.UTF8.GetString(TestFiles.Vector("motorola-tree/acl.txt")).Split('\n', StringSplitOptions.TrimEntries);
        Assert.Equal("[.]", lines[0]);
        Assert.Equal("Add=*&Delete=*&Exec=*&Get=*&Replace=*", Parsed(lines[1]).ToString());
    }

    private static Acl Parsed(string text)
    {
        Decoded<Acl> decoded = Acl.Parse(text);
        Assert.True(decoded.IsDone, decoded.Reason);
        return decoded.Value;
    }
}
