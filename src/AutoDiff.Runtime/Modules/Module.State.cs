namespace AutoDiff;

public abstract partial class Module
{
    /// <summary>A copy of the values of all parameters and buffers, by name.</summary>
    /// <returns>A new dictionary, which does not change with the module. What is held in several places is there once, with the first one's name.</returns>
    /// <exception cref="InvalidOperationException">Two tensors have the same name.</exception>
    public TensorDictionary State()
    {
        TensorDictionary state = new();
        foreach ((string name, TensorEntry tensor) in NamedState().DistinctBy(s => s.Tensor.Tensor, ReferenceEqualityComparer.Instance)) state.Add(name, tensor.Clone());
        return state;
    }

    /// <summary>Writes the values of all parameters and buffers to a safetensors file. A file that is there is replaced once all is written.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidOperationException">Two tensors have the same name.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Save(string path) => SafeTensors.Write(path, LiveState());

    /// <summary>Writes the values of all parameters and buffers in the safetensors format.</summary>
    /// <param name="stream">Where to.</param>
    /// <exception cref="InvalidOperationException">Two tensors have the same name.</exception>
    public void Save(Stream stream) => SafeTensors.Write(stream, LiveState());

    /// <summary>Reads the values of all parameters and buffers from a safetensors file. If anything is wrong, the module stays as it is.</summary>
    /// <param name="path">The file.</param>
    /// <param name="strict">Whether the file must have exactly the module's names. Otherwise what is missing or unexpected is passed over; shapes and element types must fit all the same.</param>
    /// <returns>What was passed over.</returns>
    /// <exception cref="InvalidDataException">The file is no safetensors file, or does not fit the module; the message lists all that does not.</exception>
    public LoadReport Load(string path, bool strict = true) => Load(SafeTensors.Read(path), strict);

    /// <summary>Reads the values of all parameters and buffers in the safetensors format. If anything is wrong, the module stays as it is.</summary>
    /// <param name="stream">Where from.</param>
    /// <param name="strict">As for a file.</param>
    /// <returns>What was passed over.</returns>
    /// <exception cref="InvalidDataException">The data has another format, or does not fit the module; the message lists all that does not.</exception>
    public LoadReport Load(Stream stream, bool strict = true) => Load(SafeTensors.Read(stream), strict);

    /// <summary>Copies the values of all parameters and buffers from a state. If anything is wrong, the module stays as it is.</summary>
    /// <param name="state">Tensors by name, as <see cref="State"/> gives them.</param>
    /// <param name="strict">As for a file.</param>
    /// <returns>What was passed over.</returns>
    /// <exception cref="InvalidDataException">The state does not fit the module; the message lists all that does not.</exception>
    public LoadReport Load(TensorDictionary state, bool strict = true)
    {
        ArgumentNullException.ThrowIfNull(state);
        List<(string Name, TensorEntry Tensor)> own = NamedState();
        List<string> missing = [], mismatches = [];
        List<(TensorEntry From, TensorEntry To)> copies = [];
        foreach (IGrouping<object?, (string Name, TensorEntry Tensor)> places in own.GroupBy(s => (object?)s.Tensor.Tensor, ReferenceEqualityComparer.Instance))
        {
            // A tensor that is held in several places may be in the state under any of its names.
            bool isThere = false;
            foreach ((string name, TensorEntry to) in places)
            {
                if (!state.TryGet(name, out TensorEntry? from)) continue;
                isThere = true;
                if (from.ElementType != to.ElementType) mismatches.Add($"'{name}' holds {from.ElementType.Name}, not {to.ElementType.Name}");
                if (from.Shape != to.Shape) mismatches.Add($"'{name}' has the shape {from.Shape}, not {to.Shape}");
                copies.Add((from, to));
            }
            if (!isThere) missing.Add(places.First().Name);
        }
        HashSet<string> names = [.. own.Select(s => s.Name)];
        List<string> unexpected = [.. state.Names.Where(name => !names.Contains(name))];
        List<string> problems = [.. mismatches];
        if (strict) problems.AddRange([.. missing.Select(name => $"'{name}' is missing"), .. unexpected.Select(name => $"'{name}' is not one of the module's")]);
        if (problems.Count > 0) throw new InvalidDataException($"The state does not fit the module {GetType().Name}, which stays as it is:\n  {string.Join("\n  ", problems)}");
        foreach ((TensorEntry from, TensorEntry to) in copies) to.CopyFrom(from);
        return new(missing, unexpected);
    }

    private TensorDictionary LiveState()
    {
        TensorDictionary state = new();
        foreach ((string name, TensorEntry tensor) in NamedState().DistinctBy(s => s.Tensor.Tensor, ReferenceEqualityComparer.Instance)) state.Add(name, tensor);
        return state;
    }

    private List<(string Name, TensorEntry Tensor)> NamedState()
    {
        List<(string Name, TensorEntry Tensor)> state = Visited().FoundState;
        HashSet<string> names = [];
        return state.Find(s => !names.Add(s.Name)) is { Name: { } twice }
            ? throw new InvalidOperationException($"Two tensors of the module {GetType().Name} have the name '{twice}'.")
            : state;
    }
}
