using System.Text;
using System.Xml.Linq;
using FleetSim.Device;
using FleetSim.Device.Tree;
using FleetSim.Protocol.SyncMl;
using FleetSim.Protocol.Tnds;

namespace FleetSim.Models;

/// <summary>A device description as people and other programs want it: indented, with the document type of OMA DM-DDF 1.2.</summary>
public static class DdfText
{
    private const string PublicId = "-//OMA//DTD-DM-DDF 1.2//EN", SystemId = "http://www.openmobilealliance.org/tech/DTD/dm_ddf-v1_2.dtd";

    public static string Of(HandsetModel model)
    {
        XDocument document = XDocument.Parse(Encoding.UTF8.GetString(MgmtTreeCodec.Encode(DdfExport.Write(model), SyncMlEncoding.Xml)));
        document.AddFirst(new XDocumentType("MgmtTree", PublicId, SystemId, null!));
        document.Declaration = new XDeclaration("1.0", "UTF-8", null);
        return $"{document.Declaration}\n{document.ToString(SaveOptions.None).ReplaceLineEndings("\n")}\n";
    }
}
