using System.Text;
using FleetSim.Protocol.Identity;
using FleetSim.Protocol.Sms;

namespace FleetSim.Protocol.Tests.Sms;

[Trait("spec", "QB-E-008, appendices A2 and A3")]
public sealed class RegistrationTextTests
{
    private static readonly Imei Own = new(860206000003972);

    /// <summary>User data of the SMS-SUBMIT whose text a real handset sent.</summary>
    private const string Uplink = "06050442664266494D45493A3836303230363030303030333937322F486973656E73652F5453373033322F5449372E322E30312E32322E3030";

    /// <summary>User data of the SMS-DELIVER that confirms it.</summary>
    private const string Confirmation = "06050442664266494D45493A3836303230363030303030333937322F31";

    [Fact]
    [Trait("row", "REG-04")]
    [Trait("row", "REG-13")]
    public void The_uplink_of_a_real_handset_is_written_octet_by_octet()
    {
        byte[]? text = RegistrationText.EncodeUplink(new RegistrationUplink(Own, "Hisense", "TS7032", "TI7.2.01.22.00"));
        byte[] userData = UserData.Encode(new PortAddress(RegistrationText.Port, RegistrationText.Port), null, text);
        Assert.Equal(Uplink, Convert.ToHexString(userData));
    }

    [Fact]
    [Trait("row", "REG-02")]
    public void The_uplink_of_a_real_handset_is_read()
    {
        SmsUserData userData = UserData.Decode(Convert.FromHexString(Uplink), hasHeader: true).Value!;
        Assert.Equal(new PortAddress(16998, 16998), userData.Ports);
        Assert.Equal(new RegistrationUplink(Own, "Hisense", "TS7032", "TI7.2.01.22.00"), RegistrationText.DecodeUplink(userData.Payload).Value);
    }

    [Fact]
    [Trait("row", "REG-07")]
    public void The_confirmation_is_written_and_read()
    {
        byte[] text = RegistrationText.EncodeConfirmation(Own, registered: true);
        Assert.Equal(Confirmation, Convert.ToHexString(UserData.Encode(new PortAddress(16998, 16998), null, text)));
        Assert.Equal(new RegistrationConfirmation(Own, true), RegistrationText.DecodeConfirmation(text).Value);
        Assert.Equal(new RegistrationConfirmation(Own, false), RegistrationText.DecodeConfirmation(RegistrationText.EncodeConfirmation(Own, false)).Value);
    }

    [Theory]
    [InlineData("IMEI:860206000003972/2")]
    [InlineData("IMEI:860206000003972/1 ")]
    [InlineData("IMEI:860206000003972/")]
    [InlineData("IMEI:860206000003972")]
    [InlineData("imei:860206000003972/1")]
    [InlineData("IMEI:86020600000397X/1")]
    [InlineData(" IMEI:860206000003972/1")]
    [InlineData("")]
    public void Anything_but_the_exact_text_is_no_confirmation(string text)
    {
        Assert.Equal(DecodeStatus.Invalid, RegistrationText.DecodeConfirmation(Encoding.ASCII.GetBytes(text)).Status);
    }

    [Theory]
    [InlineData(133, true)]
    [InlineData(134, false)]
    public void A_text_that_exceeds_one_message_is_not_written(int octets, bool fits)
    {
        string version = new('v', octets - "IMEI:860206000003972/m/n/".Length);
        Assert.Equal(fits, RegistrationText.EncodeUplink(new RegistrationUplink(Own, "m", "n", version))?.Length == octets);
    }

    [Fact]
    public void The_length_counts_octets_not_characters()
    {
        Assert.Null(RegistrationText.EncodeUplink(new RegistrationUplink(Own, "海信", "n", new string('电', 36))));
        Assert.NotNull(RegistrationText.EncodeUplink(new RegistrationUplink(Own, "海信", "n", new string('电', 34))));
    }

    [Fact]
    public void The_version_keeps_further_separators()
    {
        Assert.Equal("V521/R14", RegistrationText.DecodeUplink("IMEI:358978002001001/DESAY/TD-169(J)/V521/R14"u8).Value!.SoftwareVersion);
    }

    [Theory]
    [InlineData("IMEI:358978002001001/DESAY/T560")]
    [InlineData("IMEI:358978002001001 DESAY/T560/1")]
    [InlineData("IMEI:35897800200100/DESAY/T560/1")]
    [InlineData("358978002001001/DESAY/T560/1")]
    public void A_text_without_the_four_fields_is_invalid(string text)
    {
        Assert.Equal(DecodeStatus.Invalid, RegistrationText.DecodeUplink(Encoding.ASCII.GetBytes(text)).Status);
    }

    [Fact]
    public void A_wrong_check_digit_is_no_reason_to_refuse()
    {
        Assert.Equal(new Imei(1010523456789), RegistrationText.DecodeUplink("IMEI:001010523456789/a/b/c"u8).Value!.Imei);
    }
}
