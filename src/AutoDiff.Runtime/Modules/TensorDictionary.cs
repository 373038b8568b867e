using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace AutoDiff;

/// <summary>Tensors of any element types by name, in the order in which they were added: the state of a module or an optimizer, the contents of a safetensors file.</summary>
/// <remarks>
/// <example>
/// <code>
/// TensorDictionary tensors = new() { { "weight", weight }, { "steps", steps } };
/// Tensor&lt;float&gt; w = tensors.Get&lt;float&gt;("weight");
/// </code>
/// </example>
/// </remarks>
public sealed class TensorDictionary : IReadOnlyCollection<KeyValuePair<string, object>>
{
    private readonly OrderedDictionary<string, TensorEntry> _entries = new(StringComparer.Ordinal);

    /// <summary>The number of tensors.</summary>
    public int Count => _entries.Count;

    /// <summary>The names.</summary>
    public IReadOnlyList<string> Names => _entries.Keys;

    /// <summary>Texts by name that go with the tensors, as a file has them.</summary>
    public IDictionary<string, string> Metadata { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    internal IEnumerable<KeyValuePair<string, TensorEntry>> Entries => _entries;

    /// <summary>Adds a tensor, which is not copied.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="tensor">The tensor.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <exception cref="ArgumentException">There is one of this name.</exception>
    public void Add<T>(string name, Tensor<T> tensor)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(tensor);
        Add(name, new TensorEntry<T>(tensor));
    }

    /// <summary>Adds the tensors and texts of a dictionary, which are not copied, each under <c>prefix.name</c>: so that one file holds a model, its optimizer, and more.</summary>
    /// <param name="prefix">What they are called together.</param>
    /// <param name="tensors">The dictionary.</param>
    /// <exception cref="ArgumentException">There is a tensor of such a name.</exception>
    /// <remarks>
    /// <example>
    /// <code>
    /// SafeTensors.Write("checkpoint.safetensors", new TensorDictionary { { "model", model.State() }, { "optimizer", optimizer.State() } });
    /// TensorDictionary checkpoint = SafeTensors.Read("checkpoint.safetensors");
    /// model.Load(checkpoint.Under("model"));
    /// optimizer.Load(checkpoint.Under("optimizer"));
    /// </code>
    /// </example>
    /// </remarks>
    public void Add(string prefix, TensorDictionary tensors)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        ArgumentNullException.ThrowIfNull(tensors);
        foreach ((string name, TensorEntry tensor) in tensors._entries) Add($"{prefix}.{name}", tensor);
        foreach ((string name, string text) in tensors.Metadata) Metadata[$"{prefix}.{name}"] = text;
    }

    /// <summary>The tensors and texts that <see cref="Add(string, TensorDictionary)"/> has added under a prefix, by their own names.</summary>
    /// <param name="prefix">What they are called together.</param>
    /// <returns>A new dictionary of the tensors themselves; empty if there are none.</returns>
    public TensorDictionary Under(string prefix)
    {
        string start = $"{prefix}.";
        TensorDictionary part = new();
        foreach ((string name, TensorEntry tensor) in _entries)
            if (name.StartsWith(start, StringComparison.Ordinal)) part.Add(name[start.Length..], tensor);
        foreach ((string name, string text) in Metadata)
            if (name.StartsWith(start, StringComparison.Ordinal)) part.Metadata[name[start.Length..]] = text;
        return part;
    }

    /// <summary>The tensor of a name.</summary>
    /// <param name="name">The name.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>The tensor itself, not a copy.</returns>
    /// <exception cref="KeyNotFoundException">There is none of this name.</exception>
    /// <exception cref="InvalidCastException">Its elements have another type.</exception>
    public Tensor<T> Get<T>(string name)
        where T : unmanaged =>
        Find(name) is TensorEntry<T> entry
            ? entry.Typed
            : throw new InvalidCastException($"The elements of '{name}' are of type {Find(name).ElementType.Name}, not {typeof(T).Name}.");

    /// <summary>The tensor of a name, if there is one with elements of the type.</summary>
    /// <param name="name">The name.</param>
    /// <param name="tensor">The tensor itself, not a copy; null if there is none.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    /// <returns>Whether there is one.</returns>
    public bool TryGet<T>(string name, [NotNullWhen(true)] out Tensor<T>? tensor)
        where T : unmanaged
    {
        tensor = (_entries.GetValueOrDefault(name) as TensorEntry<T>)?.Typed;
        return tensor is not null;
    }

    /// <summary>Whether there is a tensor of a name.</summary>
    /// <param name="name">The name.</param>
    /// <returns>Whether there is.</returns>
    public bool Contains(string name) => _entries.ContainsKey(name);

    /// <summary>The shape of the tensor of a name.</summary>
    /// <param name="name">The name.</param>
    /// <returns>The shape.</returns>
    /// <exception cref="KeyNotFoundException">There is none of this name.</exception>
    public TensorShape ShapeOf(string name) => Find(name).Shape;

    /// <summary>The type of the elements of the tensor of a name.</summary>
    /// <param name="name">The name.</param>
    /// <returns>The type.</returns>
    /// <exception cref="KeyNotFoundException">There is none of this name.</exception>
    public Type ElementTypeOf(string name) => Find(name).ElementType;

    /// <summary>The names and tensors, each a <see cref="Tensor{T}"/>, in order.</summary>
    /// <returns>An enumerator.</returns>
    public IEnumerator<KeyValuePair<string, object>> GetEnumerator() => _entries.Select(e => KeyValuePair.Create(e.Key, e.Value.Tensor)).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal void Add(string name, TensorEntry entry)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (!_entries.TryAdd(name, entry)) throw new ArgumentException($"There are two tensors of the name '{name}'.", nameof(name));
    }

    internal bool TryGet(string name, [NotNullWhen(true)] out TensorEntry? entry) => _entries.TryGetValue(name, out entry);

    private TensorEntry Find(string name) => _entries.TryGetValue(name, out TensorEntry? entry)
        ? entry
        : throw new KeyNotFoundException($"There is no tensor of the name '{name}' among the {Count}.");
}
