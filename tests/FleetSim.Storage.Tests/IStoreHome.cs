namespace FleetSim.Storage.Tests;

/// <summary>A database of one test, gone after it.</summary>
public interface IStoreHome : IDisposable
{
    /// <summary>A store on it; each one is a process of its own to the others.</summary>
    IStateStore Open();

    IStateReader OpenReader();

    /// <summary>Keeps every writer out until it is disposed.</summary>
    IDisposable Block();
}
