namespace FleetSim.Reports.Html;

/// <summary>Lines over one x axis. A null value breaks its line.</summary>
/// <param name="Question">What the reader learns here, as the caption.</param>
/// <param name="X">Where the points of all lines lie.</param>
/// <param name="XLabel">How a point's place is called in its tooltip.</param>
/// <param name="YLabel">A value with its unit.</param>
/// <param name="Marks">Vertical lines with a name: the phases.</param>
internal sealed record Chart(
    string Title, string Question, IReadOnlyList<double> X, Axis XAxis, Axis YAxis, IReadOnlyList<ChartLine> Lines,
    Func<double, string> XLabel, Func<double, string> YLabel, IReadOnlyList<(double X, string Name)> Marks);

/// <param name="Dashed">A line to compare with, such as a target.</param>
internal sealed record ChartLine(string Name, int Colour, IReadOnlyList<double?> Y, bool Dashed = false);
