namespace FleetSim.Platform.Books;

/// <summary>
/// Group commit: entries from all threads go into one batch, one thread commits batch after batch.
/// Entries are written in the order of <see cref="Add"/>. Nothing may be acknowledged to a peer before <see cref="CommittedAsync"/>.
/// </summary>
public sealed class BooksWriter : IDisposable
{
    /// <summary>How long a batch waits for company once it has its first entry.</summary>
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(4);

    private const int LargeBatch = 1_000;

    private readonly BooksFile _books;
    private readonly Action<Exception> _onFailure;
    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _work = new(0);
    private readonly Thread _thread;
    private Batch _open = new();
    private Batch? _committing;
    private Exception? _failure;
    private bool _closed;
    private bool _started;

    /// <param name="books">The file; the writer owns it from here on and closes it.</param>
    /// <param name="onFailure">Told once when a commit failed; nothing is committed after that.</param>
    public BooksWriter(BooksFile books, Action<Exception> onFailure)
    {
        _books = books;
        _onFailure = onFailure;
        _thread = new Thread(Run) { IsBackground = true, Name = "platform books" };
    }

    /// <summary>Begins to commit. Until then the file may be read by others and entries gather.</summary>
    public void Start()
    {
        _started = true;
        _thread.Start();
    }

    /// <summary>Entries not yet durable.</summary>
    public int Pending
    {
        get
        {
            lock (_gate) return _open.Entries.Count + (_committing?.Entries.Count ?? 0);
        }
    }

    public void Add(BookEntry entry)
    {
        bool first;
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_closed, this);
            _open.Entries.Add(entry);
            first = _open.Entries.Count == 1;
        }

        if (first) _work.Release();
    }

    /// <summary>Completes when everything added so far is durable; fails when the books cannot be written any more.</summary>
    public Task CommittedAsync()
    {
        lock (_gate)
        {
            if (_failure is not null) return Task.FromException(_failure);
            if (_open.Entries.Count > 0) return _open.Done.Task;
            return _committing?.Done.Task ?? Task.CompletedTask;
        }
    }

    /// <summary>Commits what is left and closes the file.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_closed) return;
            _closed = true;
        }

        _work.Release();
        if (_started) _thread.Join();
        _books.Dispose();
        _work.Dispose();
    }

    private void Run()
    {
        while (true)
        {
            _work.Wait();
            bool closing = Gather();
            if (Take() is { } batch) Commit(batch);
            if (closing) return;
        }
    }

    /// <summary>Lets a small batch grow for a moment; true when the writer is being closed.</summary>
    private bool Gather()
    {
        lock (_gate)
        {
            if (_closed) return true;
            if (_open.Entries.Count >= LargeBatch) return false;
        }

        Thread.Sleep(Gathering);
        lock (_gate) return _closed;
    }

    private Batch? Take()
    {
        lock (_gate)
        {
            if (_open.Entries.Count == 0) return null;
            _committing = _open;
            _open = new Batch();
            return _committing;
        }
    }

    private void Commit(Batch batch)
    {
        try
        {
            if (_failure is null) _books.Commit(batch.Entries);
        }
        catch (Microsoft.Data.Sqlite.SqliteException fault)
        {
            lock (_gate) _failure = new BooksException("The books cannot be written: " + fault.Message, fault);
            _onFailure(_failure);
        }

        lock (_gate) _committing = null;
        if (_failure is null) batch.Done.SetResult();
        else batch.Done.SetException(_failure);
    }

    private sealed class Batch
    {
        public List<BookEntry> Entries { get; } = [];

        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
