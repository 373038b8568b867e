using System.ComponentModel;

namespace AutoDiff;

/// <summary>
/// For generated code: the tensors that are made on this thread from <see cref="Enter"/> on go back to the pool when the scope ends, unless they are kept. Code of the user's that is
/// called meanwhile may keep what it makes, so the scope pauses for it.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class TensorScope : IDisposable
{
    [ThreadStatic]
    private static TensorScope? t_current;

    [ThreadStatic]
    private static TensorScope? t_free;

    private ITemporary?[] _tensors = new ITemporary?[64];
    private int _count;
    private TensorScope? _outer;
    private TensorScope? _nextFree;

    private TensorScope()
    {
    }

    /// <summary>Begins a scope, in the one that is current.</summary>
    /// <returns>The scope, which ends when it is disposed of.</returns>
    public static TensorScope Enter()
    {
        TensorScope scope = t_free ?? new();
        t_free = scope._nextFree;
        scope._outer = t_current;
        return t_current = scope;
    }

    /// <summary>Until <see cref="Continue"/>, tensors that are made belong to nobody.</summary>
    public static void Pause()
    {
        TensorScope scope = Enter();
        scope.IsPaused = true;
    }

    /// <summary>Ends a pause.</summary>
    public static void Continue() => t_current?.Leave();

    /// <summary>A tensor that outlives the current scope: it belongs to the scope around it then, if there is one.</summary>
    /// <param name="tensor">A tensor; null stays null.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>The tensor.</returns>
    public static Tensor<T> Keep<T>(Tensor<T> tensor)
        where T : unmanaged
    {
        if (tensor is null || t_current is not { } scope) return tensor!;
        ITemporary temporary = tensor;
        if (temporary.Slot >= scope._count || scope._tensors[temporary.Slot] != temporary) return tensor;
        scope._tensors[temporary.Slot] = null;
        if (scope._outer is { IsPaused: false } outer) outer.Add(temporary);
        return tensor;
    }

    /// <summary>Ends the scope, and those inside it that an exception has left open.</summary>
    public void Dispose()
    {
        while (t_current is { } current)
        {
            current.Leave();
            if (current == this) return;
        }
    }

    /// <summary>A copy that no scope gives back.</summary>
    internal static Tensor<T> CopyToKeep<T>(Tensor<T> tensor)
        where T : unmanaged
    {
        Pause();
        try
        {
            return tensor.Clone();
        }
        finally
        {
            Continue();
        }
    }

    internal static void Register(ITemporary tensor)
    {
        if (t_current is { IsPaused: false } scope) scope.Add(tensor);
    }

    /// <summary>Of a tensor that is given back before its scope ends.</summary>
    internal static void Forget(ITemporary tensor)
    {
        for (TensorScope? scope = t_current; scope is not null; scope = scope._outer)
            if (tensor.Slot < scope._count && scope._tensors[tensor.Slot] == tensor) scope._tensors[tensor.Slot] = null;
    }

    private bool IsPaused { get; set; }

    private void Add(ITemporary tensor)
    {
        if (_count == _tensors.Length) Array.Resize(ref _tensors, 2 * _count);
        tensor.Slot = _count;
        _tensors[_count++] = tensor;
    }

    private void Leave()
    {
        t_current = _outer;
        int count = _count;
        _count = 0;
        for (int i = 0; i < count; i++)
        {
            _tensors[i]?.GiveBack();
            _tensors[i] = null;
        }
        (_outer, IsPaused, _nextFree) = (null, false, t_free);
        t_free = this;
    }
}

/// <summary>A tensor as a scope sees it.</summary>
internal interface ITemporary
{
    /// <summary>Its place in the scope that it belongs to.</summary>
    int Slot { get; set; }

    /// <summary>Gives the object back, and its memory if no other tensor shows it.</summary>
    void GiveBack();
}
