using System.CommandLine;
using FleetSim.Protocol.SyncMl;
using Command = System.CommandLine.Command;

namespace FleetSim.Decode;

/// <summary>The choices of <see cref="SyncMlStyle"/> as options of a command.</summary>
internal sealed class StyleOptions
{
    private readonly Option<byte> _version = new("--wbxml-version") { Description = "First octet of WBXML: 1 to 3.", DefaultValueFactory = _ => 2 };
    private readonly Option<PublicIdForm> _publicId = new("--public-id") { Description = "How WBXML names its type.", DefaultValueFactory = _ => PublicIdForm.Numeric };
    private readonly Option<StringTableUse> _table = new("--string-table") { Description = "What goes into the string table.", DefaultValueFactory = _ => StringTableUse.None };
    private readonly Option<DataForm> _data = new("--data") { Description = "How WBXML carries Data.", DefaultValueFactory = _ => DataForm.Inline };
    private readonly Option<NamespaceForm> _namespaces = new("--namespaces") { Description = "Namespaces in XML.", DefaultValueFactory = _ => NamespaceForm.Standard };
    private readonly Option<bool> _bare = new("--no-declaration") { Description = "XML without its declaration." };
    private readonly Option<bool> _cdata = new("--cdata") { Description = "Markup characters as CDATA in XML." };

    public StyleOptions()
    {
        _version.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && result.Tokens[0].Value is not ("1" or "2" or "3")) result.AddError("--wbxml-version is 1, 2 or 3");
        });
    }

    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[_version, _publicId, _table, _data, _namespaces, _bare, _cdata]) command.Options.Add(option);
    }

    public SyncMlStyle Read(ParseResult parsed) => new()
    {
        WbxmlVersion = parsed.GetValue(_version),
        PublicId = parsed.GetValue(_publicId),
        StringTable = parsed.GetValue(_table),
        Data = parsed.GetValue(_data),
        Namespaces = parsed.GetValue(_namespaces),
        XmlDeclaration = !parsed.GetValue(_bare),
        CData = parsed.GetValue(_cdata),
    };
}
