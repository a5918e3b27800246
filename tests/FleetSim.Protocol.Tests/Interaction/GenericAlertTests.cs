using FleetSim.Protocol.SyncMl;

namespace FleetSim.Protocol.Tests.Interaction;

[Trait("spec", "OMA-TS-DM_Protocol-V1_2_1, 8.7")]
public sealed class GenericAlertTests
{
    [Theory]
    [InlineData("org.openmobilealliance.dm.firmwareupdate.download", AlertTypeForm.Bare)]
    [InlineData("Reversed-Domain-Name: org.openmobilealliance.dm.firmwareupdate.download", AlertTypeForm.ReversedDomainName)]
    [InlineData("reversed-domain-name:org.openmobilealliance.dm.firmwareupdate.download", AlertTypeForm.ReversedDomainName)]
    [InlineData("Content-Type: org.openmobilealliance.dm.firmwareupdate.download\r\n", AlertTypeForm.ContentType)]
    public void The_type_is_read_in_all_three_spellings(string type, AlertTypeForm form)
    {
        GenericAlert alert = GenericAlert.Read(new Item { Meta = new Meta { Type = type } }).Value!;
        Assert.Equal(("org.openmobilealliance.dm.firmwareupdate.download", form, MarkLevel.Informational), (alert.Type, alert.TypeForm, alert.Importance));
    }

    [Theory]
    [InlineData(SyncMlEncoding.Xml)]
    [InlineData(SyncMlEncoding.Wbxml)]
    public void An_alert_that_is_written_is_read_with_its_Correlator(SyncMlEncoding encoding)
    {
        GenericAlert[] alerts =
        [
            new() { Source = "./FwUpdate", Type = "org.x.y", TypeForm = AlertTypeForm.ReversedDomainName, Format = "chr", Mark = MarkLevel.Critical, Data = "200" },
            new() { Type = "text/plain", TypeForm = AlertTypeForm.ContentType, Format = "int", Data = "" },
        ];
        SyncMlMessage message = new(
            new SyncHdr { SessionId = "1", MsgId = new("1"), Target = new Location("s"), Source = new Location("d") },
            [GenericAlert.ToAlert(new("2"), "abc123", alerts), GenericAlert.ToClientEvents(new("3"), alerts)], Final: true);
        SyncMlMessage read = SyncMl.Read.Message(SyncMlCodec.Encode(message, encoding), encoding);
        Command.Alert generic = Assert.IsType<Command.Alert>(read.Commands[0]);
        Assert.Equal((1226, "abc123"), (generic.Code, generic.Correlator));
        Assert.Equal(alerts, generic.Items.Select(item => GenericAlert.Read(item).Value!));
        Assert.Equal(1224, Assert.IsType<Command.Alert>(read.Commands[1]).Code);
    }

    [Fact]
    public void The_sample_of_the_vectors_is_a_report()
    {
        SyncMlMessage message = SyncMl.Read.Message(SyncMl.TestFiles.Vector("wbxml-samples/04-dm12-generic-alert-1226.wbxml"), SyncMlEncoding.Wbxml);
        Command.Alert alert = message.Commands.OfType<Command.Alert>().First(command => command.Code == AlertCode.Generic);
        Assert.All(alert.Items, item => Assert.True(GenericAlert.Read(item).IsDone));
    }

    [Fact]
    public void Without_a_type_it_is_invalid() => Assert.Equal(DecodeStatus.Invalid, GenericAlert.Read(new Item { Meta = new Meta { Type = "Content-Type: " } }).Status);
}
