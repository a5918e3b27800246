namespace FleetSim.Storage.Commit;

/// <summary>The database under a group commit. Only the writer's thread calls it.</summary>
internal interface ICommitTarget : IDisposable
{
    /// <summary>
    /// Writes all of <paramref name="batch"/> in one transaction and says in each request what became of it.
    /// Throws when the database refuses the batch: then nothing of it is written.
    /// </summary>
    void Commit(StateBatch batch);
}
