using CsCheck;
using FleetSim.Protocol.Bootstrap;
using FleetSim.Protocol.SyncMl;

namespace FleetSim.Protocol.Tests.Bootstrap;

[Trait("spec", "OMA-WAP-TS-ProvCont-V1_1, WBXML Encoding")]
public sealed class ProvisioningCodecTests
{
    private static readonly long Cases = long.TryParse(Environment.GetEnvironmentVariable("FLEETSIM_FUZZ_CASES"), out long cases) ? cases : 20_000;

    internal static readonly Gen<ProvisioningDocument> Documents = Generated();

    [Fact]
    public void A_w7_document_is_written_with_tokens_of_both_pages()
    {
        ProvisioningDocument document = new("1.1", [new("APPLICATION", [new("APPID", "w7"), new("NAME", "x")], [])]);
        Assert.Equal("030B6A00C54503312E310001C6000155018736060377370001870706037800010101", Convert.ToHexString(ProvisioningCodec.Encode(document, SyncMlEncoding.Wbxml)));
    }

    [Theory]
    [InlineData("030B6A00C54503312E310001C60001550187360000060377370001870706037800010101", "libwbxml's form: a switch before each value")]
    [InlineData("030B6A0877370078004E4100C54503312E310001C6000155018736068300018705830607 83030101 01", "names and values from the string table")]
    [InlineData("010B6A00C54503312E310001C6000155018736 06C302 7737 01C707060278 010101 01", "counted octets, an entity, a parm with an empty content")]
    [InlineData("0300006A1E2D2F2F574150464F52554D2F2F4454442050524F5620312E302F2F454E00C54503312E310001C60001550187360603773700018707060378 00 010101", "a public id as text")]
    public void Every_form_of_WBXML_is_read(string hex, string why)
    {
        Decoded<ProvisioningDocument> decoded = ProvisioningCodec.Decode(Sms.WapPushTests.Hex(hex), SyncMlEncoding.Wbxml);
        Assert.True(decoded.IsDone, $"{why}: {decoded.Reason} at {decoded.Offset}");
        Assert.Equal("w7", decoded.Value.Characteristics[0]["APPID"]);
    }

    [Theory]
    [InlineData("prov-001.xml", 2)]
    [InlineData("prov-003.xml", 8)]
    public void The_specifications_examples_are_the_same_in_both_forms(string name, int characteristics)
    {
        ProvisioningDocument document = Done(ProvisioningCodec.Decode(SyncMl.TestFiles.Vector("libwbxml/" + name), SyncMlEncoding.Xml));
        Assert.Equal(characteristics, document.Characteristics.Count);
        Assert.Equal(document, Done(ProvisioningCodec.Decode(ProvisioningCodec.Encode(document, SyncMlEncoding.Wbxml), SyncMlEncoding.Wbxml)));
        Assert.Equal(document, Done(ProvisioningCodec.Decode(ProvisioningCodec.Encode(document, SyncMlEncoding.Xml), SyncMlEncoding.Xml)));
    }

    [Theory]
    [InlineData(SyncMlEncoding.Xml)]
    [InlineData(SyncMlEncoding.Wbxml)]
    public void What_is_written_is_read(SyncMlEncoding encoding) => Documents.Sample(document =>
    {
        byte[] octets = ProvisioningCodec.Encode(document, encoding);
        Decoded<ProvisioningDocument> decoded = ProvisioningCodec.Decode(octets, encoding);
        return decoded.IsDone && decoded.Value.Equals(document);
    }, iter: 2_000);

    [Theory]
    [InlineData(SyncMlEncoding.Xml)]
    [InlineData(SyncMlEncoding.Wbxml)]
    public void Every_beginning_of_a_document_is_invalid(SyncMlEncoding encoding)
    {
        byte[] whole = ProvisioningCodec.Encode(BootstrapPushTests.Document, encoding);
        int end = ProvisioningCodec.Decode(whole, encoding).Consumed;
        for (int length = 0; length < end; length++)
        {
            Decoded<ProvisioningDocument> decoded = ProvisioningCodec.Decode(whole.AsSpan(0, length), encoding);
            Assert.True(decoded is { Status: DecodeStatus.Invalid, Reason: not null } && decoded.Offset <= length, $"{length}: {decoded}");
        }
    }

    [Theory]
    [InlineData("<!DOCTYPE x [<!ENTITY a 'b'>]><wap-provisioningdoc/>")]
    [InlineData("<wap-provisioningdoc><parm name=\"a\"/></wap-provisioningdoc>")]
    [InlineData("<wap-provisioningdoc><characteristic><parm name=\"a\"/></characteristic></wap-provisioningdoc>")]
    [InlineData("<wap-provisioningdoc><characteristic type=\"a\"><parm value=\"a\"/></characteristic></wap-provisioningdoc>")]
    [InlineData("<wap-provisioningdoc><other/></wap-provisioningdoc>")]
    [InlineData("<wap-provisioningdoc></characteristic>")]
    [InlineData("<wap-provisioningdoc version='<'/>")]
    [InlineData("<wap-provisioningdoc version='&#0;'/>")]
    [InlineData("x<wap-provisioningdoc/>")]
    [Trait("spec", "OMA-WAP-TS-ProvCont-V1_1, Overview of Data Model")]
    public void A_document_that_is_none_is_refused(string xml) =>
        Assert.Equal(DecodeStatus.Invalid, ProvisioningCodec.Decode(System.Text.Encoding.UTF8.GetBytes(xml), SyncMlEncoding.Xml).Status);

    [Theory]
    [InlineData("03A4016A0045", "a SyncML message")]
    [InlineData("030B6A004507", "a parm outside")]
    [InlineData("030B6A00C5 4D 01", "an end is missing")]
    [InlineData("030B6A00C5 45 FA 01 01", "a value token without a meaning")]
    [InlineData("030B6A00C5 0002 01 01", "a page that does not exist")]
    [InlineData("030B6A00C5 45 8305 01 01", "a string outside of the table")]
    [InlineData("030B6A00C5 45 C305 01 01", "octets past the end")]
    [InlineData("030B6A0049", "an unknown tag")]
    public void WBXML_that_is_no_document_is_refused(string hex, string why) =>
        Assert.True(ProvisioningCodec.Decode(Sms.WapPushTests.Hex(hex), SyncMlEncoding.Wbxml).Status == DecodeStatus.Invalid, why);

    [Theory]
    [InlineData(SyncMlEncoding.Xml)]
    [InlineData(SyncMlEncoding.Wbxml)]
    public void A_mutated_document_is_a_value(SyncMlEncoding encoding)
    {
        byte[] seed = ProvisioningCodec.Encode(BootstrapPushTests.Document, encoding);
        Gen.Select(Gen.Int[0, 2], Gen.Int[0, seed.Length - 1], Gen.Byte).Array[1, 6].Sample(changes =>
        {
            byte[] octets = changes.Aggregate(seed, (all, change) => change.Item1 switch
            {
                _ when change.Item2 >= all.Length => all,
                0 => [.. all[..change.Item2], change.Item3, .. all[(change.Item2 + 1)..]],
                1 => [.. all[..change.Item2], change.Item3, .. all[change.Item2..]],
                _ => [.. all[..change.Item2], .. all[Math.Min(all.Length, change.Item2 + 1 + (change.Item3 % 16))..]],
            });
            Decoded<ProvisioningDocument> decoded = ProvisioningCodec.Decode(octets, encoding);
            if (!decoded.IsDone) return decoded.Reason is not null && decoded.Offset >= 0 && decoded.Offset <= octets.Length;
            return ProvisioningCodec.Decode(ProvisioningCodec.Encode(decoded.Value, SyncMlEncoding.Wbxml), SyncMlEncoding.Wbxml).Value!.Equals(decoded.Value);
        }, iter: Cases);
    }

    [Fact]
    public void Depth_has_a_limit()
    {
        string open = string.Concat(Enumerable.Repeat("<characteristic type=\"a\">", 100_000));
        Assert.Equal("the document is longer than the limit", ProvisioningCodec.Decode(System.Text.Encoding.UTF8.GetBytes("<wap-provisioningdoc>" + open), SyncMlEncoding.Xml).Reason);
        Assert.Contains("deeper", ProvisioningCodec.Decode(System.Text.Encoding.UTF8.GetBytes("<wap-provisioningdoc>" + open[..5000]), SyncMlEncoding.Xml).Reason, StringComparison.Ordinal);
    }

    private static ProvisioningDocument Done(Decoded<ProvisioningDocument> decoded)
    {
        Assert.True(decoded.IsDone, $"{decoded.Reason} at {decoded.Offset}");
        return decoded.Value;
    }

    private static Gen<ProvisioningDocument> Generated()
    {
        string[] known = ["NAPDEF", "APPLICATION", "NAME", "APPID", "PORT", "HTTP-BASIC", "APPSRV", "IPV4", "INTERNET", "w7", "a&b<c>\"d'", "\u73B0", "\t\r\n", "", "\U0001F4F1"];
        Gen<string> texts = Gen.OneOf(Gen.Int[0, known.Length - 1].Select(i => known[i]), Gen.String.AlphaNumeric);
        Gen<Parm> parms = Gen.Select(texts, Gen.Frequency<string?>((1, Gen.Const((string?)null)), (3, texts.Select(text => (string?)text))), (name, value) => new Parm(name, value));
        Gen<Characteristic> leaves = Gen.Select(texts, parms.Array[0, 4], (type, list) => new Characteristic(type, list, []));
        Gen<Characteristic> nested = Gen.Select(texts, parms.Array[0, 4], leaves.Array[0, 3], (type, list, inner) => new Characteristic(type, list, inner));
        return Gen.Select(Gen.Frequency<string?>((1, Gen.Const((string?)null)), (1, Gen.Const((string?)"1.0")), (1, texts.Select(text => (string?)text))), nested.Array[0, 4],
            (version, list) => new ProvisioningDocument(version, list));
    }
}
