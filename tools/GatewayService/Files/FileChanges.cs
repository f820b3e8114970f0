namespace SensorNet.GatewayService.Files;

/// <summary>
/// Whether files are to be read, asked again and again: where one has changed since it was made, and after they could not be used once more, each
/// time later. What made them unusable may not show: rights, or another program that has one open. A file that has gone has changed, too.
/// </summary>
/// <param name="paths">The files; read them after this is made, so that no change is missed.</param>
internal sealed class FileChanges(params string[] paths)
{
    /// <summary>Looks from one try to the next at most.</summary>
    public const int LooksMax = 64;

    private FileStamp[] _seen = [.. paths.Select(FileStamp.Of)];
    private int _wait = 1;
    private int _left;

    /// <summary>Looks at the files.</summary>
    /// <returns>Whether they are to be read; <see cref="Note"/> takes what came of it.</returns>
    public bool Look()
    {
        FileStamp[] now = [.. paths.Select(FileStamp.Of)];
        if (now.AsSpan().SequenceEqual(_seen))
        {
            return _left > 0 && --_left == 0;
        }

        _seen = now;
        _wait = 1;
        return true;
    }

    /// <param name="isUsed">Whether the files could be used.</param>
    public void Note(bool isUsed)
    {
        _left = isUsed ? 0 : _wait;
        _wait = isUsed ? 1 : Math.Min(_wait * 2, LooksMax);
    }
}
