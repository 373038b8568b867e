namespace AutoDiff;

public abstract partial class Optimizer
{
    private const string KindKey = "optimizer";

    /// <summary>A copy of the settings and of all that is kept from step to step. The parameters' values are not in it: they are the module's.</summary>
    /// <returns>Tensors by name: <c>group.0.learning_rate</c>, <c>parameter.3.momentum</c>; parameters are counted through all groups.</returns>
    public TensorDictionary State()
    {
        TensorDictionary state = new();
        state.Metadata[KindKey] = GetType().Name;
        int index = 0;
        for (int i = 0; i < Groups.Count; i++)
        {
            foreach ((string name, double value) in Groups[i].Settings()) state.Add($"group.{i}.{name}", Tensor.Scalar(value));
            foreach (ParameterSlot slot in Groups[i].Slots)
            {
                state.Add($"parameter.{index}.{StepCountName}", Tensor.Scalar(slot.StepCount));
                foreach ((string name, TensorEntry tensor) in slot.Buffers) state.Add($"parameter.{index}.{name}", tensor.Clone());
                index++;
            }
        }
        SaveOwn(state);
        return state;
    }

    /// <summary>Writes the state to a safetensors file: see <see cref="State"/>.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Save(string path) => SafeTensors.Write(path, State());

    /// <summary>Writes the state in the safetensors format: see <see cref="State"/>.</summary>
    /// <param name="stream">Where to.</param>
    public void Save(Stream stream) => SafeTensors.Write(stream, State());

    /// <summary>Goes on from the state in a safetensors file. If anything is wrong, the optimizer stays as it is.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidDataException">The file is no safetensors file, or its state does not fit; the message lists all that does not.</exception>
    public void Load(string path) => Load(SafeTensors.Read(path));

    /// <summary>Goes on from a state in the safetensors format. If anything is wrong, the optimizer stays as it is.</summary>
    /// <param name="stream">Where from.</param>
    /// <exception cref="InvalidDataException">The data has another format, or the state does not fit; the message lists all that does not.</exception>
    public void Load(Stream stream) => Load(SafeTensors.Read(stream));

    /// <summary>Goes on from a state. If anything is wrong, the optimizer stays as it is.</summary>
    /// <param name="state">A state of an optimizer of the same kind, with as many parameters in each group, of the same shapes.</param>
    /// <exception cref="InvalidDataException">The state does not fit; the message lists all that does not.</exception>
    public void Load(TensorDictionary state)
    {
        ArgumentNullException.ThrowIfNull(state);
        List<string> problems = [];
        string kind = state.Metadata.TryGetValue(KindKey, out string? text) ? text : "nothing that is named";
        if (kind != GetType().Name) problems.Add($"it is of {kind}");
        HashSet<string> expected = [];
        List<(ParameterSlot Slot, long StepCount, List<(string Name, TensorEntry Tensor)> Buffers)> slots = [];
        int index = 0;
        for (int i = 0; i < Groups.Count; i++)
        {
            foreach ((string name, _) in Groups[i].Settings()) Require<double>(state, $"group.{i}.{name}", default, expected, problems);
            foreach (ParameterSlot slot in Groups[i].Slots)
            {
                string prefix = $"parameter.{index++}.";
                if (!Require<long>(state, prefix + StepCountName, default, expected, problems)) continue;
                List<(string Name, TensorEntry Tensor)> buffers = [];
                foreach ((string name, TensorEntry tensor) in state.Entries.Where(e => e.Key.StartsWith(prefix, StringComparison.Ordinal) && !expected.Contains(e.Key)))
                {
                    buffers.Add((name[prefix.Length..], tensor));
                    Check(name, tensor, slot.StateType, slot.Parameter.Shape, problems);
                }
                expected.UnionWith(buffers.Select(b => prefix + b.Name));
                slots.Add((slot, state.Get<long>(prefix + StepCountName).Item(), buffers));
            }
        }
        CheckOwn(state, expected, problems);
        problems.AddRange(state.Names.Where(name => !expected.Contains(name)).Select(name => $"'{name}' has no place"));
        if (problems.Count > 0) throw new InvalidDataException($"The state does not fit this {GetType().Name}, which stays as it is:\n  {string.Join("\n  ", problems)}");

        for (int i = 0; i < Groups.Count; i++) Groups[i].Restore(name => state.Get<double>($"group.{i}.{name}").Item());
        foreach ((ParameterSlot slot, long stepCount, List<(string Name, TensorEntry Tensor)> buffers) in slots) slot.Restore(stepCount, buffers);
        LoadOwn(state);
    }

    private const string StepCountName = "step_count";

    /// <summary>Adds what is kept beside the parameters' own buffers.</summary>
    private protected virtual void SaveOwn(TensorDictionary state)
    {
    }

    /// <summary>Whether what <see cref="SaveOwn"/> adds is there.</summary>
    private protected virtual void CheckOwn(TensorDictionary state, HashSet<string> expected, List<string> problems)
    {
    }

    /// <summary>Takes what <see cref="SaveOwn"/> adds.</summary>
    private protected virtual void LoadOwn(TensorDictionary state)
    {
    }

    /// <summary>Whether a tensor is there and fits; else this becomes a problem.</summary>
    private protected static bool Require<T>(TensorDictionary state, string name, TensorShape shape, HashSet<string> expected, List<string> problems)
        where T : unmanaged
    {
        expected.Add(name);
        if (!state.TryGet(name, out TensorEntry? tensor))
        {
            problems.Add($"'{name}' is missing");
            return false;
        }
        return Check(name, tensor, typeof(T), shape, problems);
    }

    private static bool Check(string name, TensorEntry tensor, Type elementType, TensorShape shape, List<string> problems)
    {
        int before = problems.Count;
        if (tensor.ElementType != elementType) problems.Add($"'{name}' holds {tensor.ElementType.Name}, not {elementType.Name}");
        if (tensor.Shape != shape) problems.Add($"'{name}' has the shape {tensor.Shape}, not {shape}");
        return problems.Count == before;
    }
}
