using Microsoft.Data.Sqlite;

namespace FleetSim.Run;

/// <summary>Handsets of the platform's books in the order of their IMEIs: the rows of all tables, merged.</summary>
public sealed class BookedRange : IDisposable
{
    private readonly BookedRows[] _tables;

    internal BookedRange(params BookedRows[] tables)
    {
        _tables = tables;
        Find();
    }

    /// <summary>The IMEI of the handset that comes next; null: there is none.</summary>
    public string? Imei { get; private set; }

    /// <summary>The next handset; the range goes on to the one behind it.</summary>
    public BookedHandset Take()
    {
        BookedHandset handset = new();
        foreach (BookedRows table in _tables) table.Take(Imei!, handset);
        Find();
        return handset;
    }

    public void Dispose()
    {
        foreach (BookedRows table in _tables) table.Dispose();
    }

    private void Find()
    {
        Imei = null;
        foreach (BookedRows table in _tables)
        {
            if (table.Imei is { } imei && (Imei is null || string.CompareOrdinal(imei, Imei) < 0)) Imei = imei;
        }
    }
}

/// <summary>The rows of one table, whose first column is the IMEI and their order.</summary>
internal sealed class BookedRows : IDisposable
{
    private readonly SqliteCommand _command;
    private readonly SqliteDataReader _row;
    private readonly Action<BookedHandset, SqliteDataReader> _read;

    public BookedRows(SqliteCommand command, Action<BookedHandset, SqliteDataReader> read)
    {
        (_command, _read) = (command, read);
        _row = command.ExecuteReader();
        Advance();
    }

    /// <summary>Whose row comes next; null: there is none.</summary>
    public string? Imei { get; private set; }

    /// <summary>Puts the rows of that handset into it, if they come next.</summary>
    public void Take(string imei, BookedHandset handset)
    {
        for (; Imei == imei; Advance()) _read(handset, _row);
    }

    public void Dispose()
    {
        _row.Dispose();
        _command.Dispose();
    }

    private void Advance() => Imei = _row.Read() ? _row.GetString(0) : null;
}
