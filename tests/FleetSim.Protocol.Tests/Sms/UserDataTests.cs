using FleetSim.Protocol.Sms;

namespace FleetSim.Protocol.Tests.Sms;

[Trait("spec", "3GPP TS 23.040, 9.2.3.24")]
public sealed class UserDataTests
{
    private static readonly byte[] Text = [0x01, 0x02, 0x03];

    [Theory]
    [InlineData("0605040B8423F0010203", 2948, 9200, 0, 0, 0)]
    [InlineData("0B05040B8423F00003050201010203", 2948, 9200, 5, 2, 1)]
    [InlineData("0C05044266426608041234FFFE010203", 16998, 16998, 0x1234, 255, 254)]
    public void A_header_is_written_and_read_back(string octets, ushort destination, ushort source, int reference, int total, int number)
    {
        PortAddress ports = new(destination, source);
        Concatenation? part = total == 0 ? null : new Concatenation(reference, total, number);

        Assert.Equal(octets, Convert.ToHexString(UserData.Encode(ports, part, Text)));
        SmsUserData read = Read(octets);
        Assert.Equal((ports, part), (read.Ports, read.Part));
        Assert.Equal(Text, read.Payload);
    }

    [Theory]
    [InlineData("0B0003CC02010504426642660A", "concatenation before ports")]
    [InlineData("0E700101050442664266 0003CC02010A", "an unknown element first")]
    [InlineData("110504000100020504426642660003CC02010A", "repeated ports: the last ones count")]
    public void Elements_come_in_any_order(string octets, string why)
    {
        SmsUserData read = Read(octets);
        Assert.True(read.Ports == new PortAddress(16998, 16998) && read.Part == new Concatenation(0xCC, 2, 1), why);
        Assert.Equal([0x0A], read.Payload);
    }

    [Fact]
    public void Ports_of_eight_bits_are_ports()
    {
        Assert.Equal(new PortAddress(0xF0, 0x05), Read("040402F00509").Ports);
    }

    [Theory]
    [InlineData("050003CC020309", "number beyond total")]
    [InlineData("050003CC020009", "number 0")]
    [InlineData("050003CC000009", "no parts at all")]
    [InlineData("040002CC0209", "another length")]
    public void An_impossible_part_is_passed_over(string octets, string why)
    {
        SmsUserData read = Read(octets);
        Assert.True(read.Part is null, why);
        Assert.Equal([0x09], read.Payload);
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("30050442664266", 0)]
    [InlineData("06050542664266", 1)]
    [InlineData("0105", 1)]
    public void A_header_that_runs_past_its_end_is_invalid(string octets, int offset)
    {
        Decoded<SmsUserData> decoded = UserData.Decode(Convert.FromHexString(octets), hasHeader: true);
        Assert.Equal((DecodeStatus.Invalid, offset), (decoded.Status, decoded.Offset));
    }

    [Fact]
    public void Without_the_indicator_all_octets_are_payload()
    {
        Decoded<SmsUserData> decoded = UserData.Decode([6, 5, 4], hasHeader: false);
        Assert.Equal([6, 5, 4], decoded.Value!.Payload);
        Assert.Equal([1, 2, 3], UserData.Encode(null, null, Text));
    }

    [Theory]
    [InlineData(0, 1, 2)]
    [InlineData(0, 256, 1)]
    [InlineData(65536, 2, 1)]
    [InlineData(0, 2, 0)]
    public void A_part_that_cannot_be_written_is_refused(int reference, int total, int number)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => UserData.Encode(null, new Concatenation(reference, total, number), Text));
    }

    private static SmsUserData Read(string octets)
    {
        Decoded<SmsUserData> decoded = UserData.Decode(Convert.FromHexString(octets.Replace(" ", "", StringComparison.Ordinal)), hasHeader: true);
        Assert.Equal(DecodeStatus.Done, decoded.Status);
        return decoded.Value!;
    }
}
