namespace FleetSim.Device.Tree;

/// <summary>What is wrong with a device description.</summary>
/// <param name="Node">Number of the node in the order of the document, from 0: the place of its NodeName among all.</param>
/// <param name="Path">The node's path, "*" for unnamed ones.</param>
/// <param name="Message">What is wrong and what to do.</param>
public sealed record DdfError(int Node, string Path, string Message);
