namespace AutoDiff;

/// <summary>
/// A part of a model: parameters, buffers, and other modules. A class derives from it, holds them in fields and properties, and is <c>partial</c>, so that the build writes
/// <see cref="Visit"/>, which says what is held; nothing is looked up at run time.
/// </summary>
/// <remarks>
/// <example>
/// <code>
/// public sealed partial class LinearModel : Module
/// {
///     public Parameter&lt;float&gt; W { get; } = new(Tensor.Uniform&lt;float&gt;([1], -1, 1));
///     public Parameter&lt;float&gt; B { get; } = new(Tensor.Uniform&lt;float&gt;([1], -1, 1));
///
///     [Differentiable]
///     public Tensor&lt;float&gt; Forward(Tensor&lt;float&gt; x) =&gt; W * x + B;
/// }
/// </code>
/// </example>
/// </remarks>
public abstract partial class Module
{
    [ThreadStatic]
    private static ModuleVisitor? t_visitor;

    /// <summary>Whether the module is being trained, which is so at first: what layers like dropout and batch normalisation ask for.</summary>
    public bool IsTraining { get; private set; } = true;

    /// <summary>The parameters of this module and of all that it holds, each once, in the order in which they are declared.</summary>
    /// <returns>A new list.</returns>
    public IReadOnlyList<Parameter> Parameters() => [.. NamelessParts().Select(p => p.Parameter).Distinct<Parameter>(ReferenceEqualityComparer.Instance)];

    /// <summary>The parameters as <see cref="Parameters"/>, with their names: those of the members that lead to them, <c>encoder.weight</c>.</summary>
    /// <returns>A new list. A parameter that is held in several places has the first one's name.</returns>
    public IReadOnlyList<(string Name, Parameter Parameter)> NamedParameters() =>
        [.. Visited().FoundParameters.DistinctBy(p => p.Parameter, ReferenceEqualityComparer.Instance)];

    /// <summary>This module and all that it holds, each once, outer ones first.</summary>
    /// <returns>A new list.</returns>
    public IReadOnlyList<Module> Modules() => [.. NamedModules().Select(m => m.Module)];

    /// <summary>The modules as <see cref="Modules"/>, with their names: those of the members that lead to them; this module's is empty.</summary>
    /// <returns>A new list. A module that is held in several places has the first one's name.</returns>
    public IReadOnlyList<(string Name, Module Module)> NamedModules() =>
        [.. Visited().FoundModules.DistinctBy(m => m.Module, ReferenceEqualityComparer.Instance)];

    /// <summary>Says whether this module, and all that it holds, is being trained.</summary>
    /// <param name="isTraining">Whether it is.</param>
    public void Train(bool isTraining = true)
    {
        ModuleVisitor visitor = BeginNameless();
        foreach ((_, Module module) in visitor.FoundModules) module.IsTraining = isTraining;
        EndNameless(visitor);
    }

    /// <summary>The same as <c>Train(false)</c>.</summary>
    public void Evaluate() => Train(false);

    /// <summary>Freezes all parameters: see <see cref="Parameter.IsFrozen"/>.</summary>
    public void Freeze() => SetFrozen(true);

    /// <summary>Lets all parameters be learned again.</summary>
    public void Unfreeze() => SetFrozen(false);

    /// <summary>Begins new gradients: see <see cref="Parameter.ZeroGradient"/>.</summary>
    /// <param name="setToNone">Whether the gradients become null rather than zero.</param>
    public void ZeroGradients(bool setToNone = false)
    {
        ModuleVisitor visitor = BeginNameless();
        foreach ((_, Parameter parameter) in visitor.FoundParameters) parameter.ZeroGradient(setToNone);
        EndNameless(visitor);
    }

    /// <summary>
    /// Tells a visitor what this class holds, after what its base class does. The build writes it in partial classes; written by hand it replaces that.
    /// </summary>
    /// <param name="visitor">Is told each parameter, buffer and module, with its name.</param>
    /// <remarks>
    /// <example>
    /// <code>
    /// protected internal override void Visit(ModuleVisitor visitor)
    /// {
    ///     base.Visit(visitor);
    ///     visitor.Parameter("weight", Weight);
    ///     visitor.Module("encoder", Encoder);
    ///     visitor.Modules("layers", Layers);
    ///     visitor.Buffer("mean", Mean);
    /// }
    /// </code>
    /// </example>
    /// </remarks>
    protected internal virtual void Visit(ModuleVisitor visitor)
    {
    }

    private void SetFrozen(bool isFrozen)
    {
        ModuleVisitor visitor = BeginNameless();
        foreach ((_, Parameter parameter) in visitor.FoundParameters) parameter.IsFrozen = isFrozen;
        EndNameless(visitor);
    }

    private ModuleVisitor Visited() => new ModuleVisitor(withNames: true).Enter(this);

    private List<(string Name, Parameter Parameter)> NamelessParts() => new ModuleVisitor(withNames: false).Enter(this).FoundParameters;

    // What is asked for in each training step allocates nothing: a thread's visitor is used again.
    private ModuleVisitor BeginNameless()
    {
        ModuleVisitor visitor = t_visitor ?? new(withNames: false);
        t_visitor = null;
        return visitor.Enter(this);
    }

    private static void EndNameless(ModuleVisitor visitor)
    {
        visitor.Clear();
        t_visitor = visitor;
    }
}
