using System.ComponentModel;

namespace AutoDiff;

/// <summary>Values that the parts of a loop share, spans among them, which a closure could not hold: generated code packs them.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Captured
{
    /// <summary>Packs so many.</summary>
    public static Captured<T1> Of<T1>(T1 first)
        where T1 : allows ref struct =>
        new() { Item1 = first };

    /// <summary>Packs so many.</summary>
    public static Captured<T1, T2> Of<T1, T2>(T1 first, T2 second)
        where T1 : allows ref struct
        where T2 : allows ref struct =>
        new() { Item1 = first, Item2 = second };

    /// <summary>Packs so many.</summary>
    public static Captured<T1, T2, T3> Of<T1, T2, T3>(T1 first, T2 second, T3 third)
        where T1 : allows ref struct
        where T2 : allows ref struct
        where T3 : allows ref struct =>
        new() { Item1 = first, Item2 = second, Item3 = third };

    /// <summary>Packs so many.</summary>
    public static Captured<T1, T2, T3, T4> Of<T1, T2, T3, T4>(T1 first, T2 second, T3 third, T4 fourth)
        where T1 : allows ref struct
        where T2 : allows ref struct
        where T3 : allows ref struct
        where T4 : allows ref struct =>
        new() { Item1 = first, Item2 = second, Item3 = third, Item4 = fourth };

    /// <summary>Packs so many.</summary>
    public static Captured<T1, T2, T3, T4, T5> Of<T1, T2, T3, T4, T5>(T1 first, T2 second, T3 third, T4 fourth, T5 fifth)
        where T1 : allows ref struct
        where T2 : allows ref struct
        where T3 : allows ref struct
        where T4 : allows ref struct
        where T5 : allows ref struct =>
        new() { Item1 = first, Item2 = second, Item3 = third, Item4 = fourth, Item5 = fifth };

    /// <summary>Packs so many.</summary>
    public static Captured<T1, T2, T3, T4, T5, T6> Of<T1, T2, T3, T4, T5, T6>(T1 first, T2 second, T3 third, T4 fourth, T5 fifth, T6 sixth)
        where T1 : allows ref struct
        where T2 : allows ref struct
        where T3 : allows ref struct
        where T4 : allows ref struct
        where T5 : allows ref struct
        where T6 : allows ref struct =>
        new() { Item1 = first, Item2 = second, Item3 = third, Item4 = fourth, Item5 = fifth, Item6 = sixth };

    /// <summary>Packs so many.</summary>
    public static Captured<T1, T2, T3, T4, T5, T6, T7> Of<T1, T2, T3, T4, T5, T6, T7>(T1 first, T2 second, T3 third, T4 fourth, T5 fifth, T6 sixth, T7 seventh)
        where T1 : allows ref struct
        where T2 : allows ref struct
        where T3 : allows ref struct
        where T4 : allows ref struct
        where T5 : allows ref struct
        where T6 : allows ref struct
        where T7 : allows ref struct =>
        new() { Item1 = first, Item2 = second, Item3 = third, Item4 = fourth, Item5 = fifth, Item6 = sixth, Item7 = seventh };

    /// <summary>Packs so many.</summary>
    public static Captured<T1, T2, T3, T4, T5, T6, T7, TRest> Of<T1, T2, T3, T4, T5, T6, T7, TRest>(T1 first, T2 second, T3 third, T4 fourth, T5 fifth, T6 sixth, T7 seventh, TRest rest)
        where T1 : allows ref struct
        where T2 : allows ref struct
        where T3 : allows ref struct
        where T4 : allows ref struct
        where T5 : allows ref struct
        where T6 : allows ref struct
        where T7 : allows ref struct
        where TRest : allows ref struct =>
        new() { Item1 = first, Item2 = second, Item3 = third, Item4 = fourth, Item5 = fifth, Item6 = sixth, Item7 = seventh, Rest = rest };
}

/// <inheritdoc cref="Captured"/>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref struct Captured<T1>
    where T1 : allows ref struct
{
    /// <summary>The value of that position.</summary>
    public T1 Item1 { readonly get; init; }
}

/// <inheritdoc cref="Captured"/>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref struct Captured<T1, T2>
    where T1 : allows ref struct
    where T2 : allows ref struct
{
    /// <summary>The value of that position.</summary>
    public T1 Item1 { readonly get; init; }

    /// <summary>The value of that position.</summary>
    public T2 Item2 { readonly get; init; }
}

/// <inheritdoc cref="Captured"/>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref struct Captured<T1, T2, T3>
    where T1 : allows ref struct
    where T2 : allows ref struct
    where T3 : allows ref struct
{
    /// <summary>The value of that position.</summary>
    public T1 Item1 { readonly get; init; }

    /// <summary>The value of that position.</summary>
    public T2 Item2 { readonly get; init; }

    /// <summary>The value of that position.</summary>
    public T3 Item3 { readonly get; init; }
}

/// <inheritdoc cref="Captured"/>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref struct Captured<T1, T2, T3, T4>
    where T1 : allows ref struct
    where T2 : allows ref struct
    where T3 : allows ref struct
    where T4 : allows ref struct
{
    /// <summary>The value of that position.</summary>
    public T1 Item1 { readonly get; init; }

    /// <summary>The value of that position.</summary>
    public T2 Item2 { readonly get; init; }

    /// <summary>The value of that position.</summary>
    public T3 Item3 { readonly get; init; }

    /// <summary>The value of that position.</summary>
    public T4 Item4 { readonly get; init; }
}

/// <inheritdoc cref="Captured"/>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref struct Captured<T1, T2, T3, T4, T5>
    where T1 : allows ref struct
    where T2 : allows ref struct
    where T3 : allows ref struct
    where T4 : allows ref struct
    where T5 : allows ref struct
{
    /// <summary>The value of that position.</summary>
    public T1 Item1 { readonly get; init; }

    /// <summary>The value of that position.</summary>
    public T2 Item2 { readonly get; init; }

    /// <summary>The value of that position.</summary>
    public T3 Item3 { readonly get; init; }

    /// <summary>The value of that position.</summary>
    public T4 Item4 { readonly get; init; }

    /// <summary>The value of that position.</summary>
    public T5 Item5 { readonly get; init; }
}

/// <inheritdoc cref="Captured"/>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref struct Captured<T1, T2, T3, T4, T5, T6>
    where T1 : allows ref struct
    where T2 : allows ref struct
    where T3 : allows ref struct
    where T4 : allows ref struct
    where T5 : allows ref struct
    where T6 : allows ref struct
{
    /// <summary>The value of that position.</summary>
    public T1 Item1 { readonly get; init; }

    /// <summary>The value of that position.</summary>
    public T2 Item2 { readonly get; init; }

    /// <summary>The value of that position.</summary>
    public T3 Item3 { readonly get; init; }

    /// <summary>The value of that position.</summary>
    public T4 Item4 { readonly get; init; }

    /// <summary>The value of that position.</summary>
    public T5 Item5 { readonly get; init; }

    /// <summary>The value of that position.</summary>
    public T6 Item6 { readonly get; init; }
}

/// <inheritdoc cref="Captured"/>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref struct Captured<T1, T2, T3, T4, T5, T6, T7>
    where T1 : allows ref struct
    where T2 : allows ref struct
    where T3 : allows ref struct
    where T4 : allows ref struct
    where T5 : allows ref struct
    where T6 : allows ref struct
    where T7 : allows ref struct
{
    /// <summary>The value of that position.</summary>
    public T1 Item1 { readonly get; init; }

    /// <summary>The value of that position.</summary>
    public T2 Item2 { readonly get; init; }

    /// <summary>The value of that position.</summary>
    public T3 Item3 { readonly get; init; }

    /// <summary>The value of that position.</summary>
    public T4 Item4 { readonly get; init; }

    /// <summary>The value of that position.</summary>
    public T5 Item5 { readonly get; init; }

    /// <summary>The value of that position.</summary>
    public T6 Item6 { readonly get; init; }

    /// <summary>The value of that position.</summary>
    public T7 Item7 { readonly get; init; }
}

/// <inheritdoc cref="Captured"/>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref struct Captured<T1, T2, T3, T4, T5, T6, T7, TRest>
    where T1 : allows ref struct
    where T2 : allows ref struct
    where T3 : allows ref struct
    where T4 : allows ref struct
    where T5 : allows ref struct
    where T6 : allows ref struct
    where T7 : allows ref struct
    where TRest : allows ref struct
{
    /// <summary>The value of that position.</summary>
    public T1 Item1 { readonly get; init; }

    /// <summary>The value of that position.</summary>
    public T2 Item2 { readonly get; init; }

    /// <summary>The value of that position.</summary>
    public T3 Item3 { readonly get; init; }

    /// <summary>The value of that position.</summary>
    public T4 Item4 { readonly get; init; }

    /// <summary>The value of that position.</summary>
    public T5 Item5 { readonly get; init; }

    /// <summary>The value of that position.</summary>
    public T6 Item6 { readonly get; init; }

    /// <summary>The value of that position.</summary>
    public T7 Item7 { readonly get; init; }

    /// <summary>The values behind the seventh.</summary>
    public TRest Rest { readonly get; init; }
}
