namespace AutoDiff;

/// <summary>Is told by a module what it holds: see <see cref="AutoDiff.Module.Visit"/>.</summary>
public sealed class ModuleVisitor
{
    private readonly List<Module> _path = [];
    private readonly bool _withNames;
    private string _prefix = "";

    /// <param name="withNames">Whether names are wanted, and buffers, which nothing without names asks for.</param>
    internal ModuleVisitor(bool withNames) => _withNames = withNames;

    /// <summary>The parameters in order; one that several modules share is there several times.</summary>
    internal List<(string Name, Parameter Parameter)> FoundParameters { get; } = [];

    /// <summary>The modules in order, the first one before those that it holds.</summary>
    internal List<(string Name, Module Module)> FoundModules { get; } = [];

    /// <summary>The parameters' values and the buffers.</summary>
    internal List<(string Name, TensorEntry Tensor)> FoundState { get; } = [];

    /// <summary>A parameter.</summary>
    /// <param name="name">Its name in the module.</param>
    /// <param name="parameter">The parameter; null is passed over.</param>
    public void Parameter(string name, Parameter? parameter)
    {
        if (parameter is null) return;
        string full = Full(name);
        FoundParameters.Add((full, parameter));
        if (_withNames) FoundState.Add((full, parameter.ToEntry()));
    }

    /// <summary>A tensor that belongs to the state and is no parameter.</summary>
    /// <param name="name">Its name in the module.</param>
    /// <param name="buffer">The tensor; null is passed over.</param>
    /// <typeparam name="T">The elements' type.</typeparam>
    public void Buffer<T>(string name, Tensor<T>? buffer)
        where T : unmanaged
    {
        if (buffer is not null && _withNames) FoundState.Add((Full(name), new TensorEntry<T>(buffer)));
    }

    /// <summary>A module, and what it holds: <c>name.inner</c>.</summary>
    /// <param name="name">Its name in the module that holds it.</param>
    /// <param name="module">The module; null is passed over.</param>
    /// <exception cref="InvalidOperationException">The module holds itself.</exception>
    public void Module(string name, Module? module)
    {
        if (module is null) return;
        if (_path.Contains(module)) throw new InvalidOperationException($"The module {module.GetType().Name} holds itself, as '{Full(name)}'.");
        string outer = _prefix;
        _prefix = Full(name);
        Enter(module);
        _prefix = outer;
    }

    /// <summary>Several parameters: <c>name.0</c>, <c>name.1</c>, …</summary>
    /// <param name="name">Their name in the module.</param>
    /// <param name="parameters">The parameters; null is passed over.</param>
    public void Parameters(string name, IEnumerable<Parameter?>? parameters)
    {
        if (parameters is IReadOnlyList<Parameter?> list)
        {
            for (int i = 0; i < list.Count; i++) Parameter(Indexed(name, i), list[i]);
            return;
        }
        int index = 0;
        foreach (Parameter? parameter in parameters ?? []) Parameter(Indexed(name, index++), parameter);
    }

    /// <summary>Several modules: <c>name.0</c>, <c>name.1</c>, …, and what they hold.</summary>
    /// <param name="name">Their name in the module that holds them; empty for <c>0</c>, <c>1</c>, ….</param>
    /// <param name="modules">The modules; null is passed over.</param>
    /// <exception cref="InvalidOperationException">A module holds itself.</exception>
    public void Modules(string name, IEnumerable<Module?>? modules)
    {
        if (modules is IReadOnlyList<Module?> list)
        {
            for (int i = 0; i < list.Count; i++) Module(Indexed(name, i), list[i]);
            return;
        }
        int index = 0;
        foreach (Module? module in modules ?? []) Module(Indexed(name, index++), module);
    }

    /// <summary>Begins at a module.</summary>
    internal ModuleVisitor Enter(Module module)
    {
        FoundModules.Add((_prefix, module));
        _path.Add(module);
        module.Visit(this);
        _path.RemoveAt(_path.Count - 1);
        return this;
    }

    internal void Clear()
    {
        _path.Clear();
        FoundParameters.Clear();
        FoundModules.Clear();
        FoundState.Clear();
    }

    private string Full(string name) => !_withNames ? "" : _prefix.Length == 0 ? name : $"{_prefix}.{name}";

    private string Indexed(string name, int index) => !_withNames ? "" : name.Length == 0 ? index.ToString(System.Globalization.CultureInfo.InvariantCulture) : $"{name}.{index}";
}
