using System.Text;
using System.Text.Json;
using FleetSim.Platform.Books;
using FleetSim.Run;

namespace FleetSim.EndToEnd.Tests.VirtualTime;

/// <summary>What a platform wrote down, as lines with every member of every entry, and as the rows that these lines make.</summary>
public static class BooksText
{
    public static byte[] Of(IEnumerable<BookEntry> books) => Encoding.UTF8.GetBytes(string.Join('\n', books.Select(Line)));

    /// <summary>IMEI to what the books hold of it in the end, as <see cref="PlatformBooks"/> reads it from a file.</summary>
    public static Dictionary<string, BookedHandset> Rows(IEnumerable<BookEntry> books)
    {
        Dictionary<string, BookedHandset> rows = new(StringComparer.Ordinal);
        foreach (BookEntry entry in books)
        {
            switch (entry)
            {
                case BookEntry.Device device: Row(device.Imei).Msisdn = device.Msisdn; break;
                case BookEntry.Collected collected: Row(collected.Imei).Collected[collected.Path] = collected.Value; break;
                case BookEntry.Job job: Row(job.Imei).Jobs[job.Kind] = job.State; break;
                case BookEntry.Firmware firmware:
                    BookedHandset row = Row(firmware.Imei);
                    (row.FirmwareResult, row.VersionAfter, row.Reports) = (firmware.Result, firmware.VersionAfter, firmware.Reports);
                    break;
            }
        }

        return rows;

        BookedHandset Row(string imei) => rows.TryGetValue(imei, out BookedHandset? known) ? known : rows[imei] = new BookedHandset();
    }

    private static string Line(BookEntry entry) => $"{entry.GetType().Name} {JsonSerializer.Serialize(entry, entry.GetType())}";
}
